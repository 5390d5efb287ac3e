package dev.quipu.ledger.change;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.completed;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.rejected;
import static dev.quipu.ledger.spec.Events.rollback;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.Events.service;
import static dev.quipu.ledger.spec.Events.target;
import static dev.quipu.ledger.spec.Events.withdrawn;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithdrawChangeTest {

    private static final ChangeProposed PROPOSED = Proposal.of("orders/1").event();
    private static final Command<String> WITHDRAW = Command.of(withdrawn("orders/1"), "done");

    @Test
    void takesAProposalBack() {
        assertWithdrawn(given(orders(PROPOSED)).when(WITHDRAW).then("done", withdrawn("orders/1")));
    }

    @Test
    void takesAnApprovedChangeBack() {
        assertWithdrawn(given(orders(approved("orders/1"))).when(WITHDRAW).then("done", withdrawn("orders/1")));
    }

    @Test
    void refusesAnUnknownChange() {
        given(orders()).when(WITHDRAW).refused(Refusal.Unknown.class, "there is no change orders/1");
    }

    @Test
    void refusesWhatIsOver() {
        given(orders(PROPOSED, rejected("orders/1")))
                .when(WITHDRAW)
                .refused(Refusal.NotAllowed.class, "rejected already");
        given(orders(PROPOSED, withdrawn("orders/1")))
                .when(WITHDRAW)
                .refused(Refusal.NotAllowed.class, "withdrawn already");
    }

    @Test
    void refusesWhatIsBeingRolledOut() {
        given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU, US)))
                .when(WITHDRAW)
                .refused(Refusal.NotAllowed.class, "orders/1");
    }

    @Test
    void takesBackWhatFailedBeforeItsFirstStepSoThatALaterChangeCanFollow() {
        LedgerSpec started =
                given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU, US)));
        LedgerSpec failed = started.and(
                Reports.forward(EU, "orders/1", started.lastId()).gaveUp(0),
                completed("orders/r1", RolloutOutcome.FAILED));

        LedgerSpec withdrawn = failed.when(WITHDRAW).then("done", withdrawn("orders/1"));

        assertWithdrawn(withdrawn);
        withdrawn
                .and(approved("orders/2"))
                .when(new StartRollout(ORDERS, 1, 2))
                .then(RolloutId.parse("orders/r2"), rollout("orders/r2", List.of("orders/2"), EU, US));
    }

    @Test
    void takesBackWhatIsInEffectOnlyOnceItIsRolledBack() {
        LedgerSpec started =
                given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU, US)));
        LedgerSpec half = started.and(
                        Reports.forward(EU, "orders/1", started.lastId()).failingAtTwo())
                .and(completed("orders/r1", RolloutOutcome.FAILED));
        half.when(WITHDRAW).refused(Refusal.NotAllowed.class, "orders/1 is in effect on orders@eu");

        LedgerSpec due = half.and(rollback(EU, "orders/1"));

        due.when(WITHDRAW).refused(Refusal.NotAllowed.class, "orders/1 is in effect on orders@eu");
        Reports back = Reports.back(EU, "orders/1", due.lastId());
        assertWithdrawn(due.and(back.started(1, 1), back.completed(1, 1), back.rolledBack())
                .when(WITHDRAW)
                .after());
    }

    @Test
    void refusesWhatARunningRolloutRequires() {
        given(orders(approved("orders/1")))
                .and(service("billing"), target("billing@eu"))
                .and(approved(Proposal.of("billing/1").requires("orders/1")).toArray(LedgerEvent[]::new))
                .and(rollout("billing/r1", List.of("billing/1"), TargetId.parse("billing@eu")))
                .when(WITHDRAW)
                .refused(Refusal.NotAllowed.class, "rollout billing/r1 is running and requires orders/1");
    }

    private static void assertWithdrawn(LedgerSpec after) {
        assertThat(after.state().change(PROPOSED.change())).isInstanceOfSatisfying(ChangeState.Withdrawn.class, is -> {
            assertThat(is.reason()).isEqualTo("not needed");
            assertThat(is.isLive()).isFalse();
        });
    }
}
