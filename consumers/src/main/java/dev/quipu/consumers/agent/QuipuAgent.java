package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.LedgerState;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies released changes to targets, in this process, until it is closed. One virtual thread and two connections per
 * target. Thread-safe.
 *
 * <pre>{@code
 * try (QuipuAgent agent = QuipuAgent.builder()
 *         .ledger(KafkaSettings.of("localhost:9092", "quipu.ledger"))
 *         .target(TargetId.parse("orders@eu-1"),
 *                 new TargetDatabase("jdbc:postgresql://localhost/orders", "orders_owner", () -> password))
 *         .start()) {
 *     agent.awaitApplied(ChangeId.parse("orders/7"), Duration.ofMinutes(5));
 *     …
 * }
 * }</pre>
 */
public final class QuipuAgent implements AutoCloseable {

    private static final String VERSION = version();

    private final Ledger ledger;
    private final boolean ownsLedger;
    private final CrashPoints crashPoints;
    private final Map<TargetId, Thread> targets = new ConcurrentHashMap<>();

    private QuipuAgent(Ledger ledger, boolean ownsLedger, CrashPoints crashPoints) {
        this.ledger = ledger;
        this.ownsLedger = ownsLedger;
        this.crashPoints = crashPoints;
    }

    /** An agent to be configured. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins to work on one more target; does nothing if it does already. */
    public void add(TargetId target, TargetDatabase database) {
        add(target, () -> database);
    }

    /** The same for a database that may move: asked for at every connect, and again when it throws. */
    public void add(TargetId target, Supplier<TargetDatabase> database) {
        targets.computeIfAbsent(target, id -> Thread.ofVirtual()
                .name("quipu-agent-" + id)
                .start(new TargetLoop(id, database, ledger, new Reports(id, VERSION, Clock.systemUTC()), crashPoints)));
    }

    /** The targets it was given. */
    public Set<TargetId> targets() {
        return Set.copyOf(targets.keySet());
    }

    /**
     * Waits until a change is applied on every target of its service that this agent has.
     *
     * @return whether it is; false after {@code atMost}
     * @throws IllegalArgumentException if this agent has no target of that service
     */
    public boolean awaitApplied(ChangeId change, Duration atMost) throws InterruptedException {
        if (targets.keySet().stream().noneMatch(target -> target.service().equals(change.service()))) {
            throw new IllegalArgumentException("this agent has no target of service " + change.service());
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        LedgerState state = ledger.state();
        while (!isApplied(state, change)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            state = ledger.awaitMoreThan(state.entries(), Duration.ofNanos(left));
        }
        return true;
    }

    private boolean isApplied(LedgerState state, ChangeId change) {
        return targets.keySet().stream()
                .filter(target -> target.service().equals(change.service()))
                .map(state::target)
                .allMatch(target -> target != null && target.has(change.number()));
    }

    /** Stops: a step that is running is broken off and rolled back by the database, or resumed at the next start. */
    @Override
    public void close() {
        targets.values().forEach(Thread::interrupt);
        for (Thread thread : targets.values()) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (ownsLedger) {
            ledger.close();
        }
    }

    private static String version() {
        String version = QuipuAgent.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** What an agent needs to know. Not thread-safe. */
    public static final class Builder {

        private final Map<TargetId, TargetDatabase> targets = new LinkedHashMap<>();
        private @Nullable KafkaSettings settings;
        private @Nullable Ledger ledger;
        private CrashPoints crashPoints = CrashPoints.NONE;

        private Builder() {}

        /** The ledger to open; closed with the agent. */
        public Builder ledger(KafkaSettings where) {
            settings = where;
            return this;
        }

        /** A ledger that is open, and is left open. */
        public Builder ledger(Ledger open) {
            ledger = open;
            return this;
        }

        /** One target to work on. */
        public Builder target(TargetId target, TargetDatabase database) {
            targets.put(target, database);
            return this;
        }

        Builder crashPoints(CrashPoints points) {
            crashPoints = points;
            return this;
        }

        /**
         * Opens the ledger and begins to work.
         *
         * @throws LedgerException if the ledger can't be opened
         * @throws IllegalStateException if no ledger was given
         */
        public QuipuAgent start() {
            KafkaSettings where = settings;
            if (ledger == null && where == null) {
                throw new IllegalStateException("an agent needs a ledger");
            }
            QuipuAgent agent = ledger != null || where == null
                    ? new QuipuAgent(Objects.requireNonNull(ledger), false, crashPoints)
                    : new QuipuAgent(KafkaLedger.open(where), true, crashPoints);
            targets.forEach(agent::add);
            return agent;
        }
    }
}
