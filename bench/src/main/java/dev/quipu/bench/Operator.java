package dev.quipu.bench;

import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.change.Proposals;
import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Whoever proposes, approves and rolls out changes of one service, on a new ledger with a conductor. */
public final class Operator implements AutoCloseable {

    /** The service. */
    public static final ServiceName SERVICE = new ServiceName("bench");

    private static final Actor ANN = new Actor("ann", ActorKind.HUMAN);
    private static final Actor BOB = new Actor("bob", ActorKind.HUMAN);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final List<TargetId> targets;
    private final KafkaLedger ledger;
    private final Conductor conductor;

    private Operator(KafkaSettings settings, List<TargetId> targets, KafkaLedger ledger) {
        this.settings = settings;
        this.targets = targets;
        this.ledger = ledger;
        this.conductor = Conductor.start(ledger);
    }

    /** Makes a ledger in a topic that isn't there, and registers the service and its targets. */
    public static Operator start(String bootstrapServers, String topic, List<TargetId> targets) {
        KafkaSettings settings = KafkaSettings.of(bootstrapServers, topic);
        KafkaLedger.initialise(settings, "bench", ANN);
        Operator operator = new Operator(settings, targets, KafkaLedger.open(settings));
        operator.done(ANN, List.of(Command.of(new ServiceRegistered(SERVICE, "postgresql", "bench", ""), SERVICE)));
        operator.done(
                ANN,
                targets.stream()
                        .map(target -> Command.of(new TargetRegistered(target, Map.of()), target))
                        .toList());
        return operator;
    }

    /** A target of the service. */
    public static TargetId target(String name) {
        return new TargetId(SERVICE, name);
    }

    /** Where its ledger is. */
    public KafkaSettings settings() {
        return settings;
    }

    /** What a change comes to in the ledger. */
    public static ChangeProposed proposal(ChangeFile file) {
        return Proposals.of(file, Content.of(ChangeFileWriter.write(file).getBytes(StandardCharsets.UTF_8)));
    }

    /** Proposes changes, or finds that they are proposed. */
    public void propose(List<ChangeProposed> changes) {
        done(ANN, changes.stream().map(ProposeChange::new).toList());
    }

    /** Approves all changes of these numbers. */
    public void approve(int first, int last) {
        done(
                BOB,
                IntStream.rangeClosed(first, last)
                        .mapToObj(number -> new ApproveChange(new ChangeId(SERVICE, number), "fine"))
                        .toList());
    }

    /** Rolls the changes of these numbers out to all targets. */
    public void rollOut(int first, int last) {
        done(BOB, List.of(new StartRollout(SERVICE, first, last)));
    }

    /**
     * Waits until a change is applied everywhere.
     *
     * @return whether it is; false after {@code atMost}
     * @throws IllegalStateException if one has failed
     */
    public boolean awaitApplied(int number, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        LedgerState state = ledger.state();
        int done = 0;
        while (true) {
            while (done < targets.size() && isApplied(state, targets.get(done), number)) {
                done++;
            }
            if (done == targets.size() || System.nanoTime() > deadline) {
                return done == targets.size();
            }
            state = ledger.awaitMoreThan(state.entries(), LOOK_AGAIN);
        }
    }

    /** Waits until the rollout is completed. */
    public void awaitNoRollout() throws InterruptedException {
        LedgerState state = ledger.state();
        while (state.running(SERVICE) != null) {
            state = ledger.awaitMoreThan(state.entries(), LOOK_AGAIN);
        }
    }

    private static boolean isApplied(LedgerState state, TargetId id, int number) {
        TargetState target = state.target(id);
        if (target == null) {
            return false;
        }
        if (target.application(target.latest() + 1) instanceof Application.Failed failed) {
            throw new IllegalStateException(failed.toString());
        }
        return target.has(number);
    }

    private <R> void done(Actor actor, List<? extends Command<R>> commands) {
        for (Reply<R> reply : ledger.submit(actor, commands)) {
            if (reply instanceof Reply.Refused<R>(var reason)) {
                throw new IllegalStateException(reason.message());
            }
        }
    }

    @Override
    public void close() {
        conductor.close();
        ledger.close();
    }
}
