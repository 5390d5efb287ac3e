package dev.quipu.bench;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.RolloutEvent.RolloutCompleted;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A ledger as years of use leave it: services with two targets each, whose changes of four steps were proposed,
 * approved, rolled out five at a time and applied. Nothing in it is void. The same size gives the same entries but for
 * their ids, which are as scattered as real ones.
 *
 * @param services how many
 * @param rollouts how many each service has had; five changes each
 */
record SampleLedger(int services, int rollouts) {

    private static final int CHANGES_PER_ROLLOUT = 5;
    private static final int STEPS = 4;
    private static final List<String> TARGETS = List.of("eu-1", "us-1");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** How many entries it has, with the first. */
    long size() {
        long changes = (long) rollouts * CHANGES_PER_ROLLOUT;
        long applied = TARGETS.size() * changes * (2L * STEPS + 1);
        return 1 + services * (1L + TARGETS.size() + 2 * changes + 2L * rollouts + applied);
    }

    /** Gives each entry but the first, {@code LedgerOpened}, to {@code sink}, in order. */
    void write(Consumer<Entry> sink) {
        new Writer(sink).run();
    }

    private final class Writer {

        private final Consumer<Entry> sink;
        private long number = 1;

        private Writer(Consumer<Entry> sink) {
            this.sink = sink;
        }

        void run() {
            for (int i = 0; i < services; i++) {
                ServiceName service = service(i);
                add("ann", new ServiceRegistered(service, "postgresql", "team-" + i % 40, "keeps what it keeps"));
                targets(service)
                        .forEach(target -> add(
                                "ann",
                                new TargetRegistered(
                                        target,
                                        Map.of(
                                                "env",
                                                "prod",
                                                "region",
                                                target.name().substring(0, 2)))));
            }
            for (int rollout = 1; rollout <= rollouts; rollout++) {
                for (int i = 0; i < services; i++) {
                    rollOut(service(i), rollout);
                }
            }
        }

        private void rollOut(ServiceName service, int number) {
            List<ChangeProposed> changes = IntStream.range(0, CHANGES_PER_ROLLOUT)
                    .mapToObj(i -> change(service, (number - 1) * CHANGES_PER_ROLLOUT + i + 1))
                    .toList();
            changes.forEach(change -> add("ann", change));
            changes.forEach(change -> add(
                    "bob", new ChangeApproved(change.change(), change.content().digest(), "looks good")));
            RolloutId rollout = new RolloutId(service, number);
            UUID order = add(
                    "bob",
                    new RolloutStarted(
                            rollout,
                            changes.stream().map(ChangeProposed::change).toList(),
                            List.of(new Wave("all", targets(service)))));
            targets(service).forEach(target -> changes.forEach(change -> apply(target, change, order)));
            add("conductor", new RolloutCompleted(rollout, RolloutOutcome.SUCCEEDED));
        }

        private void apply(TargetId target, ChangeProposed change, UUID order) {
            ChangeId id = change.change();
            String agent = "agent-" + target.name();
            for (int step = 1; step <= STEPS; step++) {
                add(
                        agent,
                        new StepStarted(
                                target, id, order, change.content().digest(), Direction.FORWARD, step, 1, "0.1.0"));
                add(agent, new StepCompleted(target, id, order, Direction.FORWARD, step, 1, 1, 12_000));
            }
            add(agent, new ChangeApplied(target, id, order, change.content().digest(), 1, 48_000));
        }

        private UUID add(String actor, LedgerEvent event) {
            UUID id = scattered(number);
            ActorKind kind = actor.startsWith("agent") ? ActorKind.AGENT : ActorKind.HUMAN;
            sink.accept(new Entry(
                    id, START.plusMillis(number), new Actor(actor, kind), event.stream(), null, null, null, event));
            number++;
            return id;
        }
    }

    private static ServiceName service(int number) {
        return new ServiceName("service-%04d".formatted(number));
    }

    private static List<TargetId> targets(ServiceName service) {
        return TARGETS.stream().map(name -> new TargetId(service, name)).toList();
    }

    private static ChangeProposed change(ServiceName service, int number) {
        List<StepOutline> steps = IntStream.rangeClosed(1, STEPS)
                .mapToObj(step -> new StepOutline("step " + step, "sql", true))
                .toList();
        ChangeId id = new ChangeId(service, number);
        return new ChangeProposed(
                id,
                "add-column-" + number,
                "customers want to see it",
                "SHOP-" + number,
                Phase.EXPAND,
                List.of(),
                steps,
                null,
                "yaml/1",
                Content.of(file(id).getBytes(StandardCharsets.UTF_8)),
                List.of());
    }

    private static String file(ChangeId id) {
        StringBuilder text = new StringBuilder("""
            service: %1$s
            number: %2$d
            name: add-column-%2$d
            intent: customers want to see it
            ticket: SHOP-%2$d
            phase: expand
            steps:
            """.formatted(id.service(), id.number()));
        for (int step = 1; step <= STEPS; step++) {
            text.append("""
                  - name: step %1$d
                    sql: alter table customer add column detail_%2$d_%1$d text
                    rollback: alter table customer drop column detail_%2$d_%1$d
                """.formatted(step, id.number()));
        }
        return text.toString();
    }

    /** SplitMix64 (Steele, Lea, Flood 2014) of the number: distinct, and without order, as hashes are. */
    private static UUID scattered(long number) {
        return new UUID(mix(number), mix(~number));
    }

    private static long mix(long seed) {
        long z = (seed + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
