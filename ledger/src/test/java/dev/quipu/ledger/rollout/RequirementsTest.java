package dev.quipu.ledger.rollout;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.completed;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.retired;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.Events.service;
import static dev.quipu.ledger.spec.Events.target;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.Work;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    private static final TargetId BILLING = TargetId.parse("billing@eu");
    private static final ChangeId ONE = ChangeId.parse("orders/1");
    private static final ChangeId REQUIRED = ChangeId.parse("billing/1");

    private final LedgerSpec services = given(service("orders"), target("orders@eu"), service("billing"))
            .and(approved("billing/1"))
            .and(approved(Proposal.of("orders/1").requires("billing/1")).toArray(LedgerEvent[]::new));

    @Test
    void ofAnotherServiceAreWaitedFor() {
        LedgerSpec started = services.and(target("billing@eu"), rollout("orders/r1", List.of("orders/1"), EU));
        UUID order = started.lastId();
        assertThat(next(started)).isEqualTo(new Assignment.Waiting(ONE, REQUIRED));
        started.whenReported(Reports.forward(EU, "orders/1", order).started(1, 1))
                .voided("not what is under way");

        LedgerSpec billing = started.and(rollout("billing/r1", List.of("billing/1"), BILLING));
        LedgerSpec met = billing.and(
                Reports.forward(BILLING, "billing/1", billing.lastId()).all());

        assertThat(next(met)).isEqualTo(begin(order));
    }

    @Test
    void areNotMetByAServiceWithoutTargets() {
        assertThat(next(services.and(rollout("orders/r1", List.of("orders/1"), EU))))
                .isEqualTo(new Assignment.Waiting(ONE, REQUIRED));
    }

    @Test
    void doNotCountRetiredTargets() {
        LedgerSpec billing = services.and(target("billing@eu"), target("billing@old"))
                .and(rollout("billing/r1", List.of("billing/1"), BILLING));
        LedgerSpec applied = billing.and(
                Reports.forward(BILLING, "billing/1", billing.lastId()).all());

        LedgerSpec started = applied.and(rollout("orders/r1", List.of("orders/1"), EU));

        assertThat(next(started)).isEqualTo(new Assignment.Waiting(ONE, REQUIRED));
        assertThat(next(started.and(retired(TargetId.parse("billing@old"))))).isEqualTo(begin(started.lastId()));
    }

    @Test
    void ofTheSameServiceAreMetOnTheSameTarget() {
        LedgerSpec started = given(
                        join(new LedgerEvent[] {service("orders"), target("orders@eu")}, approved("orders/1")))
                .and(approved(Proposal.of("orders/2").requires("orders/1")).toArray(LedgerEvent[]::new))
                .and(rollout("orders/r1", List.of("orders/1", "orders/2"), EU));
        UUID order = started.lastId();

        LedgerSpec one = started.and(Reports.forward(EU, "orders/1", order).all());

        assertThat(next(one))
                .isEqualTo(new Assignment.Begin(
                        new Work.Task(order, ChangeId.parse("orders/2"), Direction.FORWARD), 1, 1));
        one.and(Reports.forward(EU, "orders/2", order).all()).and(completed("orders/r1", RolloutOutcome.SUCCEEDED));
    }

    private static Assignment.Begin begin(UUID order) {
        return new Assignment.Begin(new Work.Task(order, ONE, Direction.FORWARD), 1, 1);
    }

    private static Assignment next(LedgerSpec spec) {
        return Assignments.next(
                spec.state(), Objects.requireNonNull(spec.state().target(EU)));
    }
}
