package dev.quipu.bench;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.StateHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writing a long log as fast as it goes, and opening it. */
final class LogBenchmark {

    private static final int IN_FLIGHT = 20_000;
    private static final int ROUNDS = 7;
    private static final double MIB = 1024 * 1024;

    private final SampleLedger sample;
    private final KafkaSettings settings;
    private final KafkaSettings withSnapshots;
    private final KafkaSettings plain;

    LogBenchmark(SampleLedger sample, String bootstrapServers, Path snapshots) {
        this.sample = sample;
        this.settings = KafkaSettings.of(bootstrapServers, "log-ledger");
        this.withSnapshots = settings.withSnapshots(snapshots);
        this.plain = KafkaSettings.of(bootstrapServers, "log-plain");
    }

    void run() throws Exception {
        write();
        open();
        openFromSnapshot();
        memory();
    }

    private void write() throws Exception {
        Actor ann = new Actor("ann", ActorKind.HUMAN);
        KafkaLedger.initialise(settings, "sample", ann);
        KafkaLedger.initialise(plain, "sample", ann);
        long entries = sample.size();
        long ledger = nanos(() -> {
            try (KafkaLedger open = KafkaLedger.open(settings)) {
                pipelined((entry, done) -> {
                    CompletableFuture<Outcome> unused =
                            open.append(entry).whenComplete((outcome, failure) -> done.run());
                });
            }
        });
        long client = nanos(() -> {
            try (KafkaProducer<byte[], byte[]> producer = RawClient.producer(plain)) {
                pipelined((entry, done) -> {
                    Future<RecordMetadata> unused = producer.send(record(entry), (metadata, failure) -> done.run());
                });
            }
        });
        Table.row(
                "pipelined append of %,d entries".formatted(entries),
                Table.rate(entries, ledger),
                Table.rate(entries, client),
                Table.ratio((double) client / ledger));
    }

    private ProducerRecord<byte[], byte[]> record(Entry entry) {
        return new ProducerRecord<>(
                plain.topic(), 0, entry.stream().toString().getBytes(StandardCharsets.UTF_8), EntryCodec.encode(entry));
    }

    /** Sends one entry, and runs what it is given when that is done. */
    @FunctionalInterface
    private interface Sending {
        void send(Entry entry, Runnable done);
    }

    private void pipelined(Sending sending) throws InterruptedException {
        Semaphore window = new Semaphore(IN_FLIGHT);
        Consumer<Entry> send = entry -> {
            window.acquireUninterruptibly();
            sending.send(entry, window::release);
        };
        sample.write(send);
        window.acquire(IN_FLIGHT);
    }

    private void open() throws Exception {
        long[] ledger = new long[ROUNDS];
        long[] client = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            client[round] = nanos(() -> RawClient.count(settings));
            ledger[round] = nanos(() -> KafkaLedger.open(settings).close());
        }
        long entries = sample.size();
        Table.row(
                "first opening of %,d entries in a process".formatted(entries),
                Table.milliseconds(ledger[0] / 1e6),
                Table.milliseconds(client[0] / 1e6),
                Table.ratio((double) client[0] / ledger[0]));
        Table.row(
                "opening it again: read, decode, fold",
                Table.rate(entries, Median.of(ledger)),
                Table.rate(entries, Median.of(client)),
                Table.ratio((double) Median.of(client) / Median.of(ledger)));
    }

    private void openFromSnapshot() throws Exception {
        long without = nanos(() -> KafkaLedger.open(withSnapshots).close());
        long[] from = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            from[round] = nanos(() -> KafkaLedger.open(withSnapshots).close());
        }
        Table.row("opening that also makes the snapshot", Table.milliseconds(without / 1e6), "", "");
        Table.row("first opening from a snapshot", Table.milliseconds(from[0] / 1e6), "", "");
        Table.row("opening from a snapshot", Table.milliseconds(Median.of(from) / 1e6), "", "");
    }

    private void memory() throws Exception {
        double before = usedMib();
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            double after = usedMib();
            LedgerState state = ledger.state();
            Table.row(
                    "heap of that state: %,d services, %,d targets, %,d changes"
                            .formatted(
                                    state.services().size(),
                                    state.targets().size(),
                                    state.changes().size()),
                    "%.0f MiB".formatted(after - before),
                    "",
                    "");
            Table.row("its digest", Table.milliseconds(nanos(() -> StateHash.of(state)) / 1e6), "", "");
            if (state.voids() != 0 || state.entries() != sample.size()) {
                throw new IllegalStateException("the sample isn't what it should be: " + state.voids() + " void");
            }
        }
    }

    @SuppressWarnings("SystemGc") // to see what is left
    private static double usedMib() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static long nanos(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
