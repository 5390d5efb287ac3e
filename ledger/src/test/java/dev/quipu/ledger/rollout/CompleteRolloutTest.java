package dev.quipu.ledger.rollout;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.completed;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.retired;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.CompleteRollout;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.RolloutState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompleteRolloutTest {

    private static final RolloutId R1 = RolloutId.parse("orders/r1");
    private static final CompleteRollout COMPLETE = new CompleteRollout(R1);

    private final LedgerSpec started =
            given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU, US)));
    private final Reports eu = Reports.forward(EU, "orders/1", started.lastId());
    private final Reports us = Reports.forward(US, "orders/1", started.lastId());

    @Test
    void succeedsWhenAllTargetsHaveAllChanges() {
        LedgerSpec applied = started.and(eu.all()).and(us.all());
        assertThat(rolloutOf(applied).done()).containsExactlyInAnyOrder(EU, US);

        LedgerSpec after =
                applied.when(COMPLETE).then(RolloutOutcome.SUCCEEDED, completed("orders/r1", RolloutOutcome.SUCCEEDED));

        assertThat(rolloutOf(after).isRunning()).isFalse();
        assertThat(rolloutOf(after).outcome()).isEqualTo(RolloutOutcome.SUCCEEDED);
        assertThat(Objects.requireNonNull(rolloutOf(after).ended()).id()).isEqualTo(after.lastId());
        assertThat(after.state().running(ORDERS)).isNull();
    }

    @Test
    void failsWhenATargetFailedAndNobodyWorks() {
        LedgerSpec failed = started.and(eu.failingAtTwo());
        assertThat(rolloutOf(failed).isOpen()).isFalse();

        LedgerSpec after =
                failed.when(COMPLETE).then(RolloutOutcome.FAILED, completed("orders/r1", RolloutOutcome.FAILED));

        assertThat(after.state().running(ORDERS)).isNull();
    }

    @Test
    void waitsForATargetThatIsStillWorking() {
        LedgerSpec working = started.and(us.started(1, 1)).and(eu.failingAtTwo());

        working.when(COMPLETE).refused(Refusal.NotAllowed.class, "orders/r1 is not to be completed now");
        working.and(us.completed(1, 1), us.started(2, 1), us.completed(2, 1), us.applied())
                .when(COMPLETE)
                .then(RolloutOutcome.FAILED, completed("orders/r1", RolloutOutcome.FAILED));
    }

    @Test
    void waitsForATargetThatHasNotBegun() {
        started.and(eu.all()).when(COMPLETE).refused(Refusal.NotAllowed.class, "not to be completed now");
    }

    @Test
    void passesOverRetiredTargets() {
        started.and(eu.all())
                .and(retired(US))
                .when(COMPLETE)
                .then(RolloutOutcome.SUCCEEDED, completed("orders/r1", RolloutOutcome.SUCCEEDED));
    }

    @Test
    void isFailedWhenTheFailedTargetIsRetiredAndAnotherHasNotBegun() {
        started.and(eu.failingAtTwo())
                .and(retired(EU))
                .when(COMPLETE)
                .then(RolloutOutcome.FAILED, completed("orders/r1", RolloutOutcome.FAILED));
    }

    @Test
    void succeedsWhenTheFailedTargetIsRetiredAndTheOthersAreDone() {
        started.and(us.started(1, 1))
                .and(eu.failingAtTwo())
                .and(us.completed(1, 1), us.started(2, 1), us.completed(2, 1), us.applied(), retired(EU))
                .when(COMPLETE)
                .then(RolloutOutcome.SUCCEEDED, completed("orders/r1", RolloutOutcome.SUCCEEDED));
    }

    @Test
    void isDoneAtOnceWhenAllTargetsHaveTheChanges() {
        LedgerSpec done = started.and(eu.all()).and(us.all()).and(completed("orders/r1", RolloutOutcome.SUCCEEDED));
        LedgerSpec again = done.when(new StartRollout(ORDERS, 1, 1))
                .then(RolloutId.parse("orders/r2"), rollout("orders/r2", List.of("orders/1"), EU, US));

        again.when(new CompleteRollout(RolloutId.parse("orders/r2")))
                .then(RolloutOutcome.SUCCEEDED, completed("orders/r2", RolloutOutcome.SUCCEEDED));
    }

    @Test
    void refusesUnknownAndCompletedRolloutsAndOtherOutcomes() {
        LedgerSpec applied = started.and(eu.all()).and(us.all());

        started.when(new CompleteRollout(RolloutId.parse("orders/r9")))
                .refused(Refusal.NotAllowed.class, "orders/r9 is not to be completed now");
        started.whenReported(completed("orders/r9", RolloutOutcome.FAILED)).voided("there is no rollout orders/r9");
        applied.whenReported(completed("orders/r1", RolloutOutcome.FAILED)).voided("orders/r1 has not failed");
        applied.and(completed("orders/r1", RolloutOutcome.SUCCEEDED))
                .whenReported(completed("orders/r1", RolloutOutcome.SUCCEEDED))
                .voided("orders/r1 has not succeeded");
    }

    private static RolloutState rolloutOf(LedgerSpec spec) {
        return Objects.requireNonNull(spec.state().rollout(R1));
    }
}
