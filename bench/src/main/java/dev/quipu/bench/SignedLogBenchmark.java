package dev.quipu.bench;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.PrivateKey;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** What signatures cost: the same log written and opened with identities and without. */
final class SignedLogBenchmark {

    private static final int IN_FLIGHT = 20_000;
    private static final int ROUNDS = 5;
    private static final Actor FOUNDER = new Actor("ann", ActorKind.HUMAN);

    /** Who writes the sample, besides its founder. */
    private static final List<Actor> OTHERS = List.of(
            new Actor("bob", ActorKind.HUMAN),
            new Actor("conductor", ActorKind.HUMAN),
            new Actor("agent-eu-1", ActorKind.AGENT),
            new Actor("agent-us-1", ActorKind.AGENT));

    private final SampleLedger sample;
    private final String bootstrapServers;
    private final Path snapshots;
    private final Map<Actor, PrivateKey> keys = new ConcurrentHashMap<>();

    SignedLogBenchmark(SampleLedger sample, String bootstrapServers, Path snapshots) {
        this.sample = sample;
        this.bootstrapServers = bootstrapServers;
        this.snapshots = snapshots;
    }

    void run() throws Exception {
        KafkaSettings plain = KafkaSettings.of(bootstrapServers, "unsigned-ledger");
        KafkaSettings signed = KafkaSettings.of(bootstrapServers, "signed-ledger")
                .withKeyring(actor -> keys.computeIfAbsent(actor, key -> PrivateKey.generate()));
        long plainWrite = write(plain);
        long signedWrite = write(signed);
        row("append of %,d entries", plainWrite, signedWrite);
        row("opening of %,d entries: read, verify, fold", open(plain), open(signed));
        KafkaSettings kept = signed.withSnapshots(snapshots);
        KafkaLedger.open(kept).close();
        Table.row("the signed one from a snapshot", Table.milliseconds(open(kept) / 1e6), "", "");
    }

    private void row(String what, long plain, long signed) {
        Table.row(
                what.formatted(sample.size()),
                Table.rate(sample.size(), signed),
                Table.rate(sample.size(), plain),
                Table.ratio((double) plain / signed));
    }

    private long write(KafkaSettings settings) throws InterruptedException {
        KafkaLedger.initialise(settings, "sample", FOUNDER);
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            if (ledger.state().authority().isFounded()) {
                OTHERS.forEach(actor -> enrol(ledger, actor));
            }
            long start = System.nanoTime();
            Semaphore window = new Semaphore(IN_FLIGHT);
            sample.write(entry -> {
                window.acquireUninterruptibly();
                CompletableFuture<Outcome> unused =
                        ledger.append(entry).whenComplete((outcome, failure) -> window.release());
            });
            window.acquire(IN_FLIGHT);
            return System.nanoTime() - start;
        }
    }

    private void enrol(KafkaLedger ledger, Actor actor) {
        KeyEnrolled enrolled = new KeyEnrolled(
                actor.id(),
                actor.kind(),
                keys.computeIfAbsent(actor, key -> PrivateKey.generate()).publicKey(),
                List.of(Grant.everywhere(Role.APPROVER), Grant.everywhere(Role.OPERATOR), Grant.everywhere(Role.AGENT)),
                null);
        if (!(ledger.submit(FOUNDER, Command.of(enrolled, "")) instanceof Reply.Done<String>)) {
            throw new IllegalStateException("the key of " + actor + " is not let in");
        }
    }

    private static long open(KafkaSettings settings) {
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            try (KafkaLedger ledger = KafkaLedger.open(settings)) {
                nanos[round] = System.nanoTime() - start;
                LedgerState state = ledger.state();
                if (state.voids() != 0) {
                    throw new IllegalStateException(state.voids() + " entries are void");
                }
            }
        }
        return Median.of(nanos);
    }
}
