package dev.quipu.ledger.work;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.work.Applied.halfFailed;
import static dev.quipu.ledger.work.Applied.next;
import static dev.quipu.ledger.work.Applied.released;
import static dev.quipu.ledger.work.Applied.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Work;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FailedChangeTest {

    private static final String NOT_UNDER_WAY = "is not what is under way on orders@eu";

    private final LedgerSpec released = released();
    private final Reports eu = Reports.forward(EU, "orders/1", released.lastId());
    private final Reports us = Reports.forward(US, "orders/1", released.lastId());

    @Test
    void stopsTheRolloutForOtherTargets() {
        LedgerSpec failed = released.and(eu.failingAtTwo());

        assertThat(Objects.requireNonNull(failed.state().running(ORDERS)).failed())
                .containsExactly(EU);
        assertThat(next(failed, US)).isEqualTo(new Assignment.Idle());
        assertThat(next(failed, EU)).isEqualTo(new Assignment.Idle());
        failed.whenReported(us.started(1, 1)).voided("is not what is under way on orders@us");
    }

    @Test
    void letsATargetThatHasBegunFinish() {
        LedgerSpec working = released.and(us.started(1, 1)).and(eu.failingAtTwo());

        LedgerSpec done = working.and(us.completed(1, 1), us.started(2, 1), us.completed(2, 1), us.applied());

        assertThat(target(done, US).has(1)).isTrue();
    }

    @Test
    void rememberHowFarItWent() {
        assertFailed(released.and(eu.failingAtTwo()), 2, 1);
        assertFailed(released.and(eu.started(1, 1), eu.gaveUp(1)), 1, 1);
        assertFailed(released.and(eu.started(1, 1), eu.completed(1, 1), eu.gaveUp(2)), 2, 0);
        assertFailed(released.and(eu.gaveUp(0)), 1, 0);
        assertFailed(
                released.and(eu.started(1, 1), eu.failed(1, 1), eu.started(1, 2), eu.failed(1, 2), eu.gaveUp(1)), 1, 2);
    }

    @Test
    void isNoReportWhenNothingIsDueOrAllStepsAreDone() {
        LedgerSpec finished = released.and(eu.started(1, 1), eu.completed(1, 1), eu.started(2, 1), eu.completed(2, 1));

        finished.whenReported(eu.gaveUp(2)).voided(NOT_UNDER_WAY);
        finished.and(eu.applied()).whenReported(eu.gaveUp(0)).voided(NOT_UNDER_WAY);
        released.whenReported(Reports.forward(EU, "orders/1", LedgerSpec.id(0)).gaveUp(0))
                .voided(NOT_UNDER_WAY);
        released.and(eu.started(1, 1))
                .whenReported(Reports.back(EU, "orders/1", released.lastId()).gaveUp(1))
                .voided(NOT_UNDER_WAY);
    }

    @Test
    void isResumedAtTheFailedStepByTheNextRollout() {
        LedgerSpec again = halfFailed()
                .when(new StartRollout(ORDERS, 1, 1))
                .then(RolloutId.parse("orders/r2"), rollout("orders/r2", List.of("orders/1"), EU, US));
        Reports retry = Reports.forward(EU, "orders/1", again.lastId());
        Work.Task task = new Work.Task(again.lastId(), ChangeId.parse("orders/1"), Direction.FORWARD);
        assertThat(next(again, EU)).isEqualTo(new Assignment.Begin(task, 2, 2));
        again.whenReported(retry.started(1, 1)).voided(NOT_UNDER_WAY);

        LedgerSpec applied = again.and(retry.started(2, 2), retry.completed(2, 2), retry.applied());

        assertThat(target(applied, EU).has(1)).isTrue();
        assertFailed(again.and(retry.gaveUp(0)), 2, 1);
    }

    private static void assertFailed(LedgerSpec spec, int step, int attempt) {
        assertThat(target(spec, EU).work()).isNull();
        assertThat(target(spec, EU).latest()).isZero();
        assertThat(target(spec, EU).application(1)).isInstanceOfSatisfying(Application.Failed.class, is -> {
            assertThat(is.step()).isEqualTo(step);
            assertThat(is.attempt()).isEqualTo(attempt);
            assertThat(is.effective()).isEqualTo(step - 1);
            assertThat(is.code()).isEqualTo("42P01");
        });
    }
}
