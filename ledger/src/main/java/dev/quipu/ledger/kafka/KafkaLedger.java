package dev.quipu.ledger.kafka;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.quipu.ledger.Lag;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Founder;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The ledger on a Kafka topic of one partition. Kafka has no conditional append (KIP-27), so a writer appends what it
 * decided with the revision it decided on, and learns from its own fold whether the log's order made it stand.
 */
public final class KafkaLedger implements Ledger {

    private static final Duration ANSWER_AFTER_DELIVERY = Duration.ofSeconds(10);
    private static final Duration WATCH_EVERY = Duration.ofMinutes(1);

    private final KafkaSettings settings;
    private final Admin admin;
    private final EntryWriter writer;
    private final Duration answerWithin;
    private final ReplicaCheck replicas;
    private final Follower follower;
    private final TopicWatch watch;
    private final @Nullable RegistryFraming framing;
    private final Signing signing;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

    private KafkaLedger(
            KafkaSettings settings, Admin admin, EntryWriter writer, Follower follower, TopicWatch watch, Clock clock) {
        this.settings = settings;
        this.admin = admin;
        this.follower = follower;
        this.watch = watch;
        this.writer = writer;
        this.answerWithin = writer.deliveryTimeout().plus(ANSWER_AFTER_DELIVERY);
        this.framing = settings.registry() == null ? null : new RegistryFraming(this, settings.registry());
        this.signing = new Signing(settings.keyring());
        this.replicas = new ReplicaCheck(admin, settings);
        this.clock = clock;
    }

    /** Opens the ledger; see {@link #open(KafkaSettings, Folding)}. */
    public static KafkaLedger open(KafkaSettings settings) {
        return open(settings, Folding.UNOBSERVED, true, WATCH_EVERY);
    }

    /** @param watchEvery how often the topic's settings are looked at */
    static KafkaLedger open(KafkaSettings settings, Duration watchEvery) {
        return open(settings, Folding.UNOBSERVED, true, watchEvery);
    }

    /**
     * Opens the ledger and folds all that is in it.
     *
     * @param observer sees every record from the first, before this returns; so no snapshot is used
     * @throws LedgerException.Unavailable if no broker answers
     * @throws LedgerException.Unusable if there is no ledger, or its topic could lose entries
     */
    public static KafkaLedger open(KafkaSettings settings, Folding observer) {
        return open(settings, observer, false, WATCH_EVERY);
    }

    private static KafkaLedger open(
            KafkaSettings settings, Folding observer, boolean fromSnapshot, Duration watchEvery) {
        Admin admin = admin(settings);
        try {
            TopicGuard guard = new TopicGuard(admin, settings);
            TopicFacts facts = guard.check();
            Snapshots snapshots = fromSnapshot ? Snapshots.of(settings, guard.snapshotKey(facts)) : Snapshots.none();
            EntryWriter writer = writer(settings);
            try {
                Follower follower = Follower.start(settings, observer, snapshots);
                TopicWatch watch = TopicWatch.start(guard, settings, facts, watchEvery, follower::stop);
                return new KafkaLedger(settings, admin, writer, follower, watch, Clock.systemUTC());
            } catch (RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw AdminCalls.refused(settings, e);
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Creates the topic if it isn't there, opens the ledger and writes its first entry if there is none. The ledger has
     * identities, and {@code actor} is its founder, if the settings' keyring has a key of the actor's.
     *
     * @return whether the ledger is new
     */
    public static boolean initialise(KafkaSettings settings, String name, Actor actor) {
        Signer signer = new Signing(settings.keyring()).signer(actor);
        Founder founder = signer == null ? null : new Founder(actor.id(), signer.publicKey());
        try (Admin admin = admin(settings)) {
            new TopicGuard(admin, settings).create();
        } catch (KafkaException e) {
            throw AdminCalls.refused(settings, e);
        }
        try (KafkaLedger ledger = open(settings)) {
            return ledger.state().opened() == null
                    && ledger.submit(actor, Command.of(new LedgerOpened(name, Fold.RULES, founder), name))
                            instanceof Reply.Done<String>;
        }
    }

    private static EntryWriter writer(KafkaSettings settings) {
        try {
            return new EntryWriter(settings);
        } catch (KafkaException e) {
            throw AdminCalls.unusable(settings, e);
        }
    }

    static Admin admin(KafkaSettings settings) {
        try {
            return Admin.create(settings.with(Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) AdminCalls.TIMEOUT.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) AdminCalls.TIMEOUT.toMillis() / 2)));
        } catch (KafkaException e) {
            throw AdminCalls.unusable(settings, e);
        }
    }

    /** Whether the state still follows the log. */
    public boolean isFollowed() {
        return follower.isFollowing();
    }

    /** @throws LedgerException if the state no longer follows the log, with the reason */
    public void requireFollowed() {
        follower.requireFollowing();
    }

    /** What is not as it should be with the topic, as of the last look, which is a minute ago if a broker answered. */
    public List<TopicFinding> findings() {
        return watch.findings();
    }

    @Override
    public LedgerState state() {
        return follower.state();
    }

    @Override
    public Lag lag() {
        return follower.lag();
    }

    /** The state with all that is in the log now. */
    LedgerState newest() {
        TopicPartition partition = new TopicPartition(settings.topic(), 0);
        try {
            long end = AdminCalls.get(
                            admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                    .partitionResult(partition),
                            settings)
                    .offset();
            if (!follower.awaitPosition(end, answerWithin)) {
                throw AdminCalls.unreachable(settings, new TimeoutException("no records up to offset " + end));
            }
            return follower.state();
        } catch (KafkaException e) {
            throw AdminCalls.refused(settings, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public <R> List<Reply<R>> submit(Actor actor, List<? extends Command<R>> commands) {
        return new Submission<>(this, actor, commands).run();
    }

    @Override
    public CompletableFuture<Outcome> append(Entry entry) {
        return prepare(entry).get();
    }

    /** All is prepared before the first is sent: what comes quickly enough goes to the broker in one batch. */
    @Override
    public List<CompletableFuture<Outcome>> append(List<Entry> entries) {
        return entries.stream().map(this::prepare).toList().stream()
                .map(Supplier::get)
                .toList();
    }

    private Supplier<CompletableFuture<Outcome>> prepare(Entry entry) {
        try {
            byte[] bytes = framing == null ? EntryCodec.encode(entry) : framing.encode(entry);
            byte[] signature = signing.sign(follower.state(), entry, bytes);
            ProducerRecord<byte[], byte[]> record = writer.record(entry, bytes, signature);
            return () -> append(entry, record, bytes);
        } catch (LedgerException e) {
            return () -> CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Folded foresee(LedgerState state, Entry entry) {
        return Fold.fold(state, entry, state.lastAt(), signing.evidence(entry.actor()));
    }

    private CompletableFuture<Outcome> append(Entry entry, ProducerRecord<byte[], byte[]> record, byte[] bytes) {
        if (bytes.length > EntryCodec.MAX_BYTES) {
            return CompletableFuture.completedFuture(new Outcome.Voided(
                    -1,
                    new Refusal.Invalid(
                            "an entry of %d bytes is larger than the limit of %d"
                                    .formatted(bytes.length, EntryCodec.MAX_BYTES),
                            "Split the change into smaller ones.")));
        }
        CompletableFuture<Outcome> outcome = follower.await(entry.id());
        if (!outcome.isDone()) {
            writer.send(
                    entry,
                    record,
                    reason -> replicas.explain(entry.id(), reason, explained -> follower.fail(entry.id(), explained)));
        }
        return outcome;
    }

    /** The settings that it was opened with. */
    KafkaSettings settings() {
        return settings;
    }

    /** A new entry of this process. */
    Entry entry(Actor actor, LedgerEvent event, @Nullable Long expectedRevision) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Entry(ids.generate(), now, actor, event.stream(), expectedRevision, null, null, event);
    }

    /** Waits for an outcome, and words what goes wrong. */
    Outcome join(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw AdminCalls.unreachable(settings, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LedgerException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private static LedgerException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new LedgerException.Unavailable(
                "interrupted while waiting for the ledger", "Look whether it was written: quipu ledger tail", cause);
    }

    @Override
    public LedgerState awaitMoreThan(long entries, Duration atMost) throws InterruptedException {
        return follower.awaitMoreThan(entries, atMost);
    }

    @Override
    public boolean isReachable(Duration atMost) {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) atMost.toMillis()))
                    .nodes()
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        watch.close();
        if (framing != null) {
            framing.close();
        }
        boolean interrupted = Thread.interrupted(); // Kafka's producer would throw, and leave the rest open
        writer.close();
        follower.close();
        admin.close(Duration.ofSeconds(2));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
