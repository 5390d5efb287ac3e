package dev.quipu.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private final SingleObjectCodec<Shop.Order> codec = Shop.codec();

    @Test
    void readsWhatItWrote() {
        assertThat(codec.decode(codec.encode(Shop.order()))).isEqualTo(new Decoded.Value<>(Shop.order()));
    }

    @Test
    void readsAnAbsentValueAndEmptyCollections() {
        Shop.Order order = new Shop.Order(
                new Shop.Id((short) -1),
                0,
                0,
                0,
                false,
                Shop.State.NEW,
                null,
                List.of(),
                Map.of(),
                new Shop.Payment.Cash());

        assertThat(codec.decode(codec.encode(order))).isEqualTo(new Decoded.Value<>(order));
    }

    @Test
    void beginsWithMarkerAndFingerprint() {
        byte[] bytes = codec.encode(Shop.order());

        assertThat(bytes).startsWith(0xC3, 0x01);
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(Shop.SCHEMA));
    }
}
