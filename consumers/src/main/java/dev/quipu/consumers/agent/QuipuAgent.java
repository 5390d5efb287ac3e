package dev.quipu.consumers.agent;

import dev.quipu.consumers.embed.DeprecationWarning;
import dev.quipu.consumers.embed.DeprecationWarnings;
import dev.quipu.consumers.embed.Toggles;
import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.telemetry.Telemetry;
import dev.quipu.ledger.telemetry.topic.TelemetryWriter;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.schemas.registry.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies released changes to targets, in this process, until it is closed. One virtual thread per target, and two
 * connections per session; a target has a session while something is to be done for it, and keeps it until another
 * target needs its place. Thread-safe.
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

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final AgentContext context;
    private final boolean ownsLedger;
    private final KnownState known;
    private final Dispatcher dispatcher;
    private final Thread dispatching;
    private final Thread heartbeats;
    private final Map<TargetId, Running> targets = new ConcurrentHashMap<>();

    private record Running(TargetLoop loop, Thread thread) {}

    private QuipuAgent(AgentContext context, boolean ownsLedger) {
        this.context = context;
        this.ownsLedger = ownsLedger;
        this.known = new KnownState(context.ledger());
        this.dispatcher = new Dispatcher(context.ledger());
        this.dispatching = Thread.ofVirtual().name("quipu-dispatcher").start(dispatcher);
        this.heartbeats = Thread.ofVirtual()
                .name("quipu-heartbeats")
                .start(new Heartbeats(this::targetHealth, context.telemetry(), Clock.systemUTC()));
        context.metrics().watch(new Gauges(context, this::targetHealth));
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
        targets.computeIfAbsent(target, id -> start(new TargetWatch(id), new Credentials(database)));
    }

    private Running start(TargetWatch watch, Credentials credentials) {
        Reports reports = new Reports(watch.target(), VERSION, Clock.systemUTC());
        TargetLoop loop = new TargetLoop(watch, credentials, context, reports);
        dispatcher.add(watch);
        return new Running(
                loop, Thread.ofVirtual().name("quipu-agent-" + watch.target()).start(loop));
    }

    /** The targets it was given. */
    public Set<TargetId> targets() {
        return Set.copyOf(targets.keySet());
    }

    /** How it fares with the ledger and with each of its targets. */
    public AgentHealth health() {
        return AgentHealth.of(context.ledger(), targetHealth());
    }

    private Map<TargetId, TargetHealth> targetHealth() {
        return targets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, target -> target.getValue().loop().health()));
    }

    /** The toggles of a target, for code of the service: it needs not be one of this agent's. */
    public Toggles toggles(TargetId target) {
        return new Toggles(target, known);
    }

    /** What {@code service} is to stop using: what is deprecated by changes that this agent's targets have. */
    public List<DeprecationWarning> deprecations(ServiceName service) {
        LedgerState state = known.get();
        return DeprecationWarnings.on(
                targets.keySet().stream()
                        .filter(target -> target.service().equals(service))
                        .map(state::target)
                        .flatMap(Stream::ofNullable)
                        .toList(),
                state);
    }

    /**
     * Waits until a change, or one after it, is wholly in effect on every target of its service that this agent has.
     *
     * @return whether it is; false after {@code atMost}
     * @throws IllegalArgumentException if this agent has no target of that service
     */
    public boolean awaitApplied(ChangeId change, Duration atMost) throws InterruptedException {
        return new AppliedWait(change, targets.keySet()).await(context.ledger(), atMost);
    }

    private void require(ChangeId change, Duration atMost) {
        AppliedWait wait = new AppliedWait(change, targets.keySet());
        try {
            if (!wait.await(context.ledger(), atMost)) {
                throw wait.failure(known.get(), atMost, targetHealth());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw wait.failure(known.get(), atMost, targetHealth());
        }
    }

    /** Stops: a step that is running is broken off and rolled back by the database, or resumed at the next start. */
    @Override
    public void close() {
        targets.values().forEach(target -> target.thread().interrupt());
        dispatching.interrupt();
        heartbeats.interrupt();
        long deadline = System.nanoTime() + CLOSE_WITHIN.toNanos();
        try {
            for (Running target : targets.values()) {
                target.thread().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (context.registry() != null) {
            context.registry().close();
        }
        context.telemetry().close();
        if (ownsLedger) {
            context.ledger().close();
        }
    }

    private static String version() {
        String version = QuipuAgent.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** What an agent needs to know. Not thread-safe. */
    public static final class Builder {

        private static final int DEFAULT_SESSIONS = 20;

        private final Map<TargetId, Supplier<TargetDatabase>> targets = new LinkedHashMap<>();
        private final Map<ChangeId, Duration> required = new LinkedHashMap<>();
        private @Nullable KafkaSettings settings;
        private @Nullable Ledger ledger;
        private @Nullable RegistrySettings registry;
        private @Nullable Telemetry telemetry;
        private CrashPoints crashPoints = CrashPoints.NONE;
        private AgentMetrics metrics = AgentMetrics.NONE;
        private int maxSessions = DEFAULT_SESSIONS;

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
            return target(target, () -> database);
        }

        /** The same for a database that may move: asked for at every connect, and again when it throws. */
        public Builder target(TargetId target, Supplier<TargetDatabase> database) {
            targets.put(target, database);
            return this;
        }

        /**
         * How many targets may have a session at the same time, with two connections each; {@value #DEFAULT_SESSIONS}
         * unless said. A step that runs keeps its session, so it is also how many steps may run at the same time.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxSessions(int sessions) {
            new Places(sessions);
            maxSessions = sessions;
            return this;
        }

        /** Where subject steps register schemas: unless said, in the ledger's registry; without one they fail. */
        public Builder registry(@Nullable RegistrySettings where) {
            registry = where;
            return this;
        }

        /** Where to count and measure. */
        public Builder metrics(AgentMetrics where) {
            metrics = where;
            return this;
        }

        /**
         * Has {@link #start} wait until a change, or one after it, is in effect on every target of its service: a
         * service that can't do without it doesn't start before. May be called for several services.
         */
        public Builder requireApplied(ChangeId change, Duration atMost) {
            required.put(change, atMost);
            return this;
        }

        /**
         * Where to tell what is done at each moment; closed with the agent. Unless said, with a ledger to be opened,
         * the topic that its settings name.
         */
        public Builder telemetry(Telemetry where) {
            telemetry = where;
            return this;
        }

        Builder crashPoints(CrashPoints points) {
            crashPoints = points;
            return this;
        }

        /**
         * Opens the ledger, begins to work, and waits for what is required.
         *
         * @throws NotApplied if a change that is required isn't applied in time; then nothing of the agent is left
         * @throws LedgerException if the ledger can't be opened
         * @throws IllegalStateException if no ledger was given
         */
        public QuipuAgent start() {
            Ledger open = ledger;
            AgentContext context = new AgentContext(
                    open == null ? open() : open,
                    new Places(maxSessions),
                    metrics,
                    telemetry(),
                    subjects(),
                    crashPoints);
            QuipuAgent agent = new QuipuAgent(context, open == null);
            try {
                targets.forEach(agent::add);
                required.forEach(agent::require);
                return agent;
            } catch (RuntimeException e) {
                agent.close();
                throw e;
            }
        }

        private @Nullable SchemaRegistry subjects() {
            RegistrySettings where = registry == null && settings != null ? settings.registry() : registry;
            return where == null ? null : new SchemaRegistry(where);
        }

        private Telemetry telemetry() {
            if (telemetry != null) {
                return telemetry;
            }
            return settings == null ? Telemetry.NONE : TelemetryWriter.of(settings);
        }

        private Ledger open() {
            KafkaSettings where = settings;
            if (where == null) {
                throw new IllegalStateException("an agent needs a ledger");
            }
            return KafkaLedger.open(where);
        }
    }
}
