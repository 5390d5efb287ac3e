package dev.quipu.ledger.work;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.completed;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.retired;
import static dev.quipu.ledger.spec.Events.rollback;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.Events.service;
import static dev.quipu.ledger.spec.Events.target;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static dev.quipu.ledger.work.Applied.applied;
import static dev.quipu.ledger.work.Applied.released;

import dev.quipu.ledger.decide.StartRollback;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedRollbackTest {

    private static final TargetId BILLING = TargetId.parse("billing@eu");

    @Test
    void becauseNothingIsApplied() {
        given(orders(approved("orders/1")))
                .when(new StartRollback(EU, "broken"))
                .refused(Refusal.NotAllowed.class, "no change is applied on orders@eu");
        given(orders(approved("orders/1")))
                .whenReported(rollback(EU, "orders/1"))
                .voided("orders/1 is not applied");
    }

    @Test
    void becauseTheTargetOrTheChangeIsUnknown() {
        given(service("orders")).when(new StartRollback(EU, "")).refused(Refusal.Unknown.class, "no target orders@eu");
        given(service("orders")).whenReported(rollback(EU, "orders/1")).voided("there is no target orders@eu");
        applied().whenReported(rollback(EU, "orders/2")).voided("there is no change orders/2");
    }

    @Test
    void becauseTheChangeIsOfAnotherService() {
        applied()
                .and(join(new LedgerEvent[] {service("billing")}, approved("billing/1")))
                .whenReported(rollback(EU, "billing/1"))
                .voided("billing/1 is not applied on orders@eu");
    }

    @Test
    void becauseTheTargetIsRetired() {
        applied().and(retired(EU)).when(new StartRollback(EU, "")).refused(Refusal.NotAllowed.class, "is retired");
    }

    @Test
    void becauseARolloutIsRunningThere() {
        LedgerSpec released = released();

        released.and(Reports.forward(EU, "orders/1", released.lastId()).all())
                .when(new StartRollback(EU, ""))
                .refused(Refusal.NotAllowed.class, "rollout orders/r1 is still running on orders@eu");
    }

    @Test
    void becauseAnAgentIsWorking() {
        applied()
                .and(rollback(EU, "orders/1"))
                .when(new StartRollback(EU, ""))
                .refused(Refusal.NotAllowed.class, "an agent is working on orders@eu: orders/1");
    }

    @Test
    void becauseItIsNotTheLatest() {
        LedgerSpec started = given(join(
                orders(approved("orders/1", "orders/2")), rollout("orders/r1", List.of("orders/1", "orders/2"), EU)));
        started.and(Reports.forward(EU, "orders/1", started.lastId()).all())
                .and(Reports.forward(EU, "orders/2", started.lastId()).all())
                .and(completed("orders/r1", RolloutOutcome.SUCCEEDED))
                .whenReported(rollback(EU, "orders/1"))
                .voided("orders/1 is not the latest change on orders@eu");
    }

    @Test
    void becauseItIsIrreversible() {
        LedgerSpec started = given(orders())
                .and(approved(Proposal.of("orders/1").irreversible("drops a column"))
                        .toArray(LedgerEvent[]::new))
                .and(rollout("orders/r1", List.of("orders/1"), EU));
        started.and(Reports.forward(EU, "orders/1", started.lastId()).all())
                .and(completed("orders/r1", RolloutOutcome.SUCCEEDED))
                .when(new StartRollback(EU, ""))
                .refused(Refusal.NotAllowed.class, "orders/1 is irreversible: drops a column");
    }

    @Test
    void becauseNoStepIsInEffect() {
        LedgerSpec released = released();

        released.and(Reports.forward(EU, "orders/1", released.lastId()).gaveUp(0))
                .and(completed("orders/r1", RolloutOutcome.FAILED))
                .whenReported(rollback(EU, "orders/1"))
                .voided("no step of orders/1 is in effect on orders@eu");
    }

    @Test
    void becauseAnotherChangeRequiresIt() {
        LedgerSpec billing = dependant();
        Reports reports = Reports.forward(BILLING, "billing/1", billing.lastId());

        billing.whenReported(rollback(EU, "orders/1")).accepted();
        String inEffect = "billing/1 requires orders/1 and is applied";
        billing.and(reports.all()).whenReported(rollback(EU, "orders/1")).voided(inEffect);
        billing.and(reports.started(1, 1))
                .whenReported(rollback(EU, "orders/1"))
                .voided(inEffect);
        billing.and(reports.failingAtTwo())
                .whenReported(rollback(EU, "orders/1"))
                .voided(inEffect);
        billing.and(reports.all())
                .and(retired(BILLING))
                .whenReported(rollback(EU, "orders/1"))
                .accepted();
    }

    /** Orders/1 is applied, and billing/1, which requires it, is released. */
    private static LedgerSpec dependant() {
        return applied()
                .and(retired(US), service("billing"), target("billing@eu"))
                .and(approved(Proposal.of("billing/1").requires("orders/1")).toArray(LedgerEvent[]::new))
                .and(rollout("billing/r1", List.of("billing/1"), BILLING));
    }
}
