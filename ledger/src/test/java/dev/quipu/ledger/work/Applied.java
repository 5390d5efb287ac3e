package dev.quipu.ledger.work;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.completed;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.LedgerSpec.given;

import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.TargetState;
import java.util.List;
import java.util.Objects;

/** Ledgers from which tests of agents' work start. */
final class Applied {

    private Applied() {}

    /** Orders/1 is released to eu and us. */
    static LedgerSpec released() {
        return released(Proposal.of("orders/1"));
    }

    /** This change, orders/1, is released to eu and us. */
    static LedgerSpec released(Proposal orders1) {
        LedgerEvent[] proposed = approved(orders1).toArray(LedgerEvent[]::new);
        return given(join(orders(proposed), rollout("orders/r1", List.of("orders/1"), EU, US)));
    }

    /** Orders/1 is applied on eu, and the rollout is over. */
    static LedgerSpec applied() {
        LedgerSpec started = given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU)));
        return started.and(Reports.forward(EU, "orders/1", started.lastId()).all())
                .and(completed("orders/r1", RolloutOutcome.SUCCEEDED));
    }

    /** Orders/1 stopped on eu after its first step, and the rollout is over. */
    static LedgerSpec halfFailed() {
        LedgerSpec started = released();
        return started.and(Reports.forward(EU, "orders/1", started.lastId()).failingAtTwo())
                .and(completed("orders/r1", RolloutOutcome.FAILED));
    }

    static TargetState target(LedgerSpec spec, TargetId id) {
        return Objects.requireNonNull(spec.state().target(id));
    }

    static Assignment next(LedgerSpec spec, TargetId id) {
        return Assignments.next(spec.state(), target(spec, id));
    }
}
