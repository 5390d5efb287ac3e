package dev.quipu.ledger.kafka;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.properties.RacingLog;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.schemas.EntrySchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Makes the recording of the schema version that this build writes: entries of people and agents at random, stale and
 * repeated ones among them, and what others write to the topic. Run once, with the first build of a version:
 *
 * <pre>
 * mvn test -pl ledger -am -Dtest='RecordedLedgersTest,EntryCodecTest' -Dsurefire.failIfNoSpecifiedTests=false -Dquipu.record.ledger=true
 * </pre>
 *
 * For one thread.
 */
final class LedgerRecorder {

    private static final long SEED = 54;
    private static final int TURNS = 1_200;
    private static final int UNDECLARED = 99;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Path FOLDER = Path.of("src/test/resources/dev/quipu/ledger/kafka");

    private final Random random = new Random(SEED);
    private final List<Integer> declared = new ArrayList<>();
    private final List<RecordedRecord> records = new ArrayList<>();

    /** Writes {@code recorded-<version>.txt} beside the earlier ones. */
    static void run() throws Exception {
        RecordedLedger made = new LedgerRecorder().make();
        Files.writeString(FOLDER.resolve("recorded-%d.txt".formatted(EntrySchemas.CURRENT)), made.text());
    }

    RecordedLedger make() {
        for (Entry entry : RacingLog.of(SEED, TURNS)) {
            add(entry.stream().toString(), encode(entry));
            if (random.nextInt(20) == 0) {
                addForeign(entry);
            }
            if (random.nextInt(20) == 0) {
                addDeclaration();
            }
        }
        return new RecordedLedger(new RecordedLedger(records).fold().records());
    }

    /** Half of them embedded; a few framed with an id that nobody declared. */
    private byte[] encode(Entry entry) {
        if (random.nextInt(50) == 0) {
            return EntryCodec.encode(entry, UNDECLARED);
        }
        return declared.isEmpty() || random.nextBoolean()
                ? EntryCodec.encode(entry)
                : EntryCodec.encode(entry, declared.get(random.nextInt(declared.size())));
    }

    /** Of a new id, or an old one once more, which is void; in either case with this schema or another. */
    private void addDeclaration() {
        int id = 1 + random.nextInt(declared.size() + 1);
        boolean first = !declared.contains(id);
        long other = first || random.nextBoolean() ? 0 : 1;
        if (first) {
            declared.add(id);
        }
        SchemaDeclared event =
                new SchemaDeclared(id, other + SchemaNormalization.parsingFingerprint64(EntrySchemas.current()));
        add(
                event.stream().toString(),
                EntryCodec.encode(new Entry(
                        new UUID(1, records.size()),
                        Instant.EPOCH,
                        LedgerSpec.ANN,
                        event.stream(),
                        null,
                        null,
                        null,
                        event)));
    }

    private void addForeign(Entry entry) {
        byte[] bytes = EntryCodec.encode(entry);
        String stream = entry.stream().toString();
        switch (random.nextInt(6)) {
            case 0 -> add(null, bytes);
            case 1 -> add(stream, null);
            case 2 -> add(stream, new byte[0]);
            case 3 -> add("elsewhere", bytes);
            case 4 -> add(stream, Arrays.copyOf(bytes, bytes.length - 1));
            default -> add(stream, "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(@Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        records.add(RecordedRecord.of(START + 1_000L * records.size(), keyBytes, value));
    }
}
