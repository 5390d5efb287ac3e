package dev.quipu.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.schemas.Decoded;
import dev.quipu.schemas.EntrySchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class EntryCodecTest {

    private static final long NEWEST = SchemaNormalization.parsingFingerprint64(EntrySchemas.current());

    @Test
    void everyEventIsTried() {
        assertThat(EveryEvent.events().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(leaves(LedgerEvent.class).toList());
    }

    @Test
    void entriesComeBackAsTheyWere() {
        entries().forEach(entry -> assertThat(EntryCodec.decode(EntryCodec.encode(entry)))
                .isEqualTo(new Decoded.Value<>(entry)));
    }

    /**
     * A line of the file that fails means that ledgers out there can't be read any more. An older version has fewer
     * lines: new events stand at the end.
     */
    @Test
    void entriesOfEveryReleasedSchemaAreStillRead() throws IOException {
        List<Entry> entries = entries();
        for (int version = 1; version <= EntrySchemas.CURRENT; version++) {
            List<String> golden = golden(version);
            assertThat(golden).as("version %d", version).hasSizeBetween(19, entries.size());
            for (int i = 0; i < golden.size(); i++) {
                assertThat(EntryCodec.decode(HexFormat.of().parseHex(golden.get(i))))
                        .as("version %d, line %d", version, i + 1)
                        .isEqualTo(new Decoded.Value<>(entries.get(i)));
            }
        }
    }

    @Test
    void everyEventIsKeptAsTheNewestSchemaWritesIt() throws IOException {
        assertThat(written()).isEqualTo(golden(EntrySchemas.CURRENT));
    }

    /** Run once for a new version, with {@code -Dquipu.record.ledger=true}. */
    @Test
    @EnabledIfSystemProperty(named = "quipu.record.ledger", matches = "true")
    void recordsTheVersionOfThisBuild() throws IOException {
        Path file = Path.of("src/test/resources/dev/quipu/ledger/codec/entries-%d.hex".formatted(EntrySchemas.CURRENT));
        Files.write(file, written());
    }

    @Test
    void aRegistrysFrameIsReadByWhatIsDeclared() {
        Entry entry = entries().getFirst();
        byte[] bytes = EntryCodec.encode(entry, 7);

        assertThat(HexFormat.of().formatHex(bytes)).startsWith("0000000007");
        assertThat(EntryCodec.decode(bytes, Map.of(7, NEWEST))).isEqualTo(new Decoded.Value<>(entry));
        assertThat(EntryCodec.decode(bytes, Map.of(8, NEWEST)))
                .isEqualTo(new Decoded.Garbage<>("schema id 7 of a registry is not declared"));
        assertThat(EntryCodec.decode(bytes, Map.of(7, 42L))).isEqualTo(new Decoded.UnknownSchema<>(42L));
        assertThat(EntryCodec.decode(bytes)).isInstanceOf(Decoded.Garbage.class);
    }

    @Test
    void everyTruncationOfARegistrysFrameIsGarbage() {
        byte[] bytes = EntryCodec.encode(entries().getFirst(), 7);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(EntryCodec.decode(Arrays.copyOf(bytes, length), Map.of(7, NEWEST)))
                    .isInstanceOf(Decoded.Garbage.class);
        }
    }

    @Test
    void namesThatNoLedgerTakesAreGarbage() {
        byte[] bytes = EntryCodec.encode(entries().get(1));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("orders", "Orders");

        assertThat(EntryCodec.decode(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Decoded.Garbage.class);
    }

    private static List<String> written() {
        return entries().stream()
                .map(EntryCodec::encode)
                .map(HexFormat.of()::formatHex)
                .toList();
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
