package dev.quipu.bench;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

final class OpenBenchmark {
    private OpenBenchmark() {}

    static void fill(KafkaSettings settings, SampleLedger sample) throws InterruptedException {
        dev.quipu.ledger.event.Actor ann =
                new dev.quipu.ledger.event.Actor("ann", dev.quipu.ledger.event.ActorKind.HUMAN);
        KafkaLedger.initialise(settings, "sample", ann);
        Semaphore window = new Semaphore(20_000);
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            sample.write(entry -> append(ledger, entry, window));
            window.acquire(20_000);
        }
    }

    private static void append(KafkaLedger ledger, Entry entry, Semaphore window) {
        window.acquireUninterruptibly();
        CompletableFuture<Outcome> unused = ledger.append(entry).whenComplete((outcome, failure) -> window.release());
    }

    public static void main(String[] arguments) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start()) {
            KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers(), "quipu.ledger");
            KafkaSettings snap = settings.withSnapshots(java.nio.file.Path.of("/tmp/snaps"));
            long t0 = System.nanoTime();
            fill(settings, SampleLedger.million());
            System.out.println("filled in " + (System.nanoTime() - t0) / 1_000_000);
            for (int i = 0; i < 6; i++) {
                long t1 = System.nanoTime();
                long bytes = RawClient.count(settings);
                long t2 = System.nanoTime();
                long entries;
                try (KafkaLedger ledger = KafkaLedger.open(settings)) {
                    entries = ledger.state().entries();
                }
                long t3 = System.nanoTime();
                try (KafkaLedger ledger = KafkaLedger.open(snap)) {
                    entries = ledger.state().entries();
                }
                long t4 = System.nanoTime();
                try (KafkaLedger ledger = KafkaLedger.open(snap)) {
                    entries = ledger.state().entries();
                }
                long t5 = System.nanoTime();
                System.out.printf("snap %d ms %d ms%n", (t4 - t3) / 1000000, (t5 - t4) / 1000000);
                System.out.printf(
                        "raw %d ms, open %d ms, entries %d, voids?, bytes %d%n",
                        (t2 - t1) / 1_000_000, (t3 - t2) / 1_000_000, entries, bytes);
            }
        }
    }
}
