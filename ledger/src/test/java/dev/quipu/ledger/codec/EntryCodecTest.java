package dev.quipu.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.schemas.Decoded;
import dev.quipu.schemas.EntrySchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

    @Test
    void everyEventIsTried() {
        assertThat(EveryEvent.events())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(leaves(LedgerEvent.class).toList());
    }

    @Test
    void entriesComeBackAsTheyWere() {
        entries().forEach(entry -> assertThat(EntryCodec.decode(EntryCodec.encode(entry)))
                .isEqualTo(new Decoded.Value<>(entry)));
    }

    /** A line of the file that fails means that ledgers out there can't be read any more. */
    @Test
    void entriesOfEveryReleasedSchemaAreStillRead() throws IOException {
        for (int version = 1; version <= EntrySchemas.CURRENT; version++) {
            List<String> golden = golden(version);
            List<Entry> entries = entries();
            assertThat(golden).as("version %d", version).hasSize(entries.size());
            for (int i = 0; i < golden.size(); i++) {
                assertThat(EntryCodec.decode(HexFormat.of().parseHex(golden.get(i))))
                        .as("version %d, line %d", version, i + 1)
                        .isEqualTo(new Decoded.Value<>(entries.get(i)));
            }
        }
    }

    @Test
    void namesThatNoLedgerTakesAreGarbage() {
        byte[] bytes = EntryCodec.encode(entries().get(1));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("orders", "Orders");

        assertThat(EntryCodec.decode(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Decoded.Garbage.class);
    }

    private static List<Entry> entries() {
        List<LedgerEvent> events = EveryEvent.events();
        return IntStream.range(0, events.size())
                .mapToObj(i -> EveryEvent.entry(events.get(i), i))
                .toList();
    }

    private static List<String> golden(int version) throws IOException {
        try (InputStream in = EntryCodecTest.class.getResourceAsStream("entries-" + version + ".hex")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(EntryCodecTest::leaves);
    }
}
