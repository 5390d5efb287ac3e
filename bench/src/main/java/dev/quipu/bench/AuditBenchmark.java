package dev.quipu.bench;

import dev.quipu.ledger.audit.AuditFeed;
import dev.quipu.ledger.audit.AuditReport;
import dev.quipu.ledger.audit.AuditReports;
import dev.quipu.ledger.audit.AuditStore;
import dev.quipu.ledger.audit.ReportParameter;
import dev.quipu.ledger.audit.StoreReader;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.proof.Frontier;
import dev.quipu.ledger.proof.LeafHasher;
import dev.quipu.ledger.state.Evidence;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Signature;
import dev.quipu.schemas.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * How fast the audit store is fed, and how long each report takes on it. The log is folded in memory, without Kafka.
 */
final class AuditBenchmark {

    private static final int ROLLOUTS = 10;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST = 200;

    private final SampleLedger sample;
    private LedgerState state = LedgerState.empty();
    private long feeding;

    private AuditBenchmark(SampleLedger sample) {
        this.sample = sample;
    }

    /** @param entries how many there are, roughly */
    static void run(long entries) throws IOException {
        long each = new SampleLedger(1, ROLLOUTS).size();
        Path folder = Files.createTempDirectory("quipu-audit-benchmark");
        try {
            new AuditBenchmark(new SampleLedger((int) (entries / each + 1), ROLLOUTS)).run(folder);
        } finally {
            Files.deleteIfExists(folder.resolve("sample-00000000.duckdb"));
            Files.deleteIfExists(folder.resolve("sample-00000000.lock"));
            Files.deleteIfExists(folder);
        }
    }

    private void run(Path folder) throws IOException {
        Table.head("", "time", "rows");
        Path database = folder.resolve("sample-00000000.duckdb");
        long start = System.nanoTime();
        try (AuditFeed feed = AuditFeed.open(database, Frontier.empty(), Clock.systemUTC())) {
            fold(feed, opened());
            sample.write(entry -> fold(feed, entry));
            long finishing = System.nanoTime();
            feed.finish();
            feeding += System.nanoTime() - finishing;
        }
        long all = System.nanoTime() - start;
        Table.row(
                "feeding %,d entries".formatted(sample.size()),
                Table.seconds(feeding),
                Table.rate(sample.size(), feeding));
        Table.row("the same with the fold", Table.seconds(all), Table.rate(sample.size(), all));
        Table.row("the store", "%,d MB".formatted(Files.size(database) >> 20), "");
        AuditStore store = new AuditStore(folder);
        for (AuditReport report : AuditReports.all()) {
            try (StoreReader reader = store.read(store.asIs("sample"), null)) {
                ask(reader, report);
            }
        }
    }

    private void ask(StoreReader reader, AuditReport report) {
        long start = System.nanoTime();
        long rows = reader.ask(report.sql(), report.variables(given(report), START.plusSeconds(86_400)), MOST)
                .total();
        Table.row(report.name(), Table.milliseconds((System.nanoTime() - start) / 1e6), "%,d".formatted(rows));
    }

    private static Map<ReportParameter, String> given(AuditReport report) {
        Map<ReportParameter, String> given = new EnumMap<>(ReportParameter.class);
        report.needs()
                .forEach(parameter -> given.put(
                        parameter,
                        switch (parameter) {
                            case SERVICE -> "service-0001";
                            case CHANGE -> "service-0001/7";
                            case OBJECT -> "customer.detail_7_1";
                            case ACTOR -> "ann";
                            default -> throw new IllegalArgumentException("nobody said what " + parameter + " is");
                        }));
        return given;
    }

    private static Entry opened() {
        LedgerOpened opened = new LedgerOpened("sample", Fold.RULES);
        Actor ann = new Actor("ann", ActorKind.HUMAN);
        return new Entry(new UUID(1, 1), START, ann, opened.stream(), null, null, null, opened);
    }

    private void fold(AuditFeed feed, Entry entry) {
        long number = state.entries();
        Instant now = START.plusMillis(number);
        byte[] bytes = EntryCodec.encode(entry);
        Folded folded = Fold.fold(state, entry, now, new Evidence(Signature.MISSING, null));
        state = folded.state();
        Digest leaf = Digest.ofBytes(
                new LeafHasher().start(number, now.toEpochMilli(), null, bytes).hash());
        LoggedRecord record = new LoggedRecord(
                number, number, now, new Decoded.Value<>(entry), Signature.MISSING, leaf, bytes.length);
        long start = System.nanoTime();
        feed.folded(record, folded.outcome(), state);
        feeding += System.nanoTime() - start;
    }
}
