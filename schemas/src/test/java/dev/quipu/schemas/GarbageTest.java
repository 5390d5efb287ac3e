package dev.quipu.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GarbageTest {

    private static final int HEADER = 10;
    private static final int CARD_NUMBER = 36;

    private final SingleObjectCodec<Shop.Order> codec = Shop.codec();
    private final byte[] good = codec.encode(Shop.order());

    @Test
    void isWhatHasNoHeader() {
        assertThat(codec.decode(new byte[0])).isInstanceOf(Decoded.Garbage.class);
        assertThat(codec.decode("{\"json\": \"of somebody else\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Garbage.class);
    }

    @Test
    void isEveryTruncation() {
        for (int length = 0; length < good.length; length++) {
            assertThat(codec.decode(Arrays.copyOf(good, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(Decoded.Garbage.class);
        }
    }

    @Test
    void isWhatHasBytesLeftOver() {
        assertThat(codec.decode(Arrays.copyOf(good, good.length + 1)))
                .isEqualTo(new Decoded.Garbage<Shop.Order>("bytes left over after the entry"));
    }

    @Test
    void isWhatARecordsConstructorRefuses() {
        byte[] noNumber = codec.encode(withCardNumber("x"));
        noNumber[noNumber.length - 2] = 0;

        assertThat(codec.decode(Arrays.copyOf(noNumber, noNumber.length - 1)))
                .isEqualTo(new Decoded.Garbage<Shop.Order>("undecodable: a card has a number"));
    }

    /** Zigzag lengths: about 2^31 - 1, 2^31, 2^62, the smallest, -1, 100 million. */
    @ParameterizedTest
    @ValueSource(strings = {"feffffff0f", "8080808010", "808080808080808080", "ffffffffffffffffff01", "01", "80c2d72f"})
    void isAHugeCollectionOrText(String length) {
        byte[] claimed = HexFormat.of().parseHex(length);
        int lastText = good.length - CARD_NUMBER;
        for (int place = HEADER; place < lastText; place++) {
            byte[] bytes = Arrays.copyOf(good, place + claimed.length);
            System.arraycopy(claimed, 0, bytes, place, claimed.length);
            long before = allocated();
            assertThat(codec.decode(bytes)).as("at %d", place).isInstanceOf(Decoded.Garbage.class);
            assertThat(allocated() - before).as("bytes allocated at %d", place).isLessThan(2_000_000);
        }
    }

    @Test
    void neverMakesTheCodecThrow() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[HEADER + random.nextInt(bytes.length - HEADER)] = (byte) random.nextInt();
            }
            assertThat(codec.decode(bytes)).isNotInstanceOf(Decoded.UnknownSchema.class);
        }
    }

    @Test
    void isNotWhatANewerWriterWrote() {
        good[2]++;

        assertThat(codec.decode(good)).isInstanceOf(Decoded.UnknownSchema.class);
    }

    private static Shop.Order withCardNumber(String number) {
        Shop.Order order = Shop.order();
        return new Shop.Order(
                order.id(),
                order.quantity(),
                order.cents(),
                order.rate(),
                order.paid(),
                order.state(),
                order.remark(),
                order.lines(),
                order.labels(),
                new Shop.Payment.Card(number));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
