package dev.quipu.ledger.work;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.retired;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static dev.quipu.ledger.work.Applied.next;
import static dev.quipu.ledger.work.Applied.released;
import static dev.quipu.ledger.work.Applied.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Work;
import org.junit.jupiter.api.Test;

class ApplyChangeTest {

    private static final String NOT_UNDER_WAY = "is not what is under way on orders@eu";

    private final LedgerSpec released = released();
    private final Reports eu = Reports.forward(EU, "orders/1", released.lastId());
    private final Work.Task task = new Work.Task(released.lastId(), ChangeId.parse("orders/1"), Direction.FORWARD);

    @Test
    void goesFromStepToStep() {
        assertThat(next(released, EU)).isEqualTo(new Assignment.Begin(task, 1, 1));

        LedgerSpec running = released.and(eu.started(1, 1));
        assertThat(target(running, EU).work()).isEqualTo(new Work.Running(task, 1, 1));
        assertThat(next(running, EU)).isEqualTo(new Assignment.Resume(task, 1, 1));

        LedgerSpec between = running.and(eu.completed(1, 1));
        assertThat(target(between, EU).work()).isEqualTo(new Work.Between(task, 1));
        assertThat(next(between, EU)).isEqualTo(new Assignment.Begin(task, 2, 1));

        LedgerSpec finished = between.and(eu.started(2, 1), eu.completed(2, 1));
        assertThat(next(finished, EU)).isEqualTo(new Assignment.Conclude(task));

        LedgerSpec applied = finished.and(eu.applied());
        assertThat(target(applied, EU).work()).isNull();
        assertThat(target(applied, EU).latest()).isEqualTo(1);
        assertThat(target(applied, EU).application(1)).isInstanceOfSatisfying(Application.Applied.class, is -> {
            assertThat(is.order()).isEqualTo(released.lastId());
            assertThat(is.durationMicros()).isEqualTo(2000);
        });
        assertThat(next(applied, EU)).isEqualTo(new Assignment.Idle());
        assertThat(target(applied, US).work()).isNull();
    }

    @Test
    void triesAFailedStepAgain() {
        LedgerSpec stopped = released.and(eu.started(1, 1), eu.failed(1, 1));
        assertThat(target(stopped, EU).work()).isEqualTo(new Work.Stopped(task, 1, 1, "42P01", "no such table"));
        assertThat(next(stopped, EU)).isEqualTo(new Assignment.GiveUp(task, 1, "42P01", "no such table"));
        stopped.whenReported(eu.started(1, 1)).voided(NOT_UNDER_WAY);
        stopped.whenReported(eu.started(2, 1)).voided(NOT_UNDER_WAY);
        stopped.whenReported(eu.completed(1, 1)).voided(NOT_UNDER_WAY);
        stopped.whenReported(eu.failed(1, 1)).voided(NOT_UNDER_WAY);

        LedgerSpec again = stopped.and(eu.started(1, 2));

        assertThat(target(again, EU).work()).isEqualTo(new Work.Running(task, 1, 2));
        again.whenReported(eu.completed(1, 1)).voided(NOT_UNDER_WAY);
        again.whenReported(eu.completed(1, 2)).accepted();
    }

    @Test
    void refusesClaimsOfOtherStepsAttemptsAndOrders() {
        released.whenReported(eu.started(2, 1)).voided(NOT_UNDER_WAY);
        released.whenReported(eu.started(0, 1)).voided(NOT_UNDER_WAY);
        released.whenReported(eu.started(1, 2)).voided(NOT_UNDER_WAY);
        released.whenReported(Reports.forward(EU, "orders/1", LedgerSpec.id(1)).started(1, 1))
                .voided(NOT_UNDER_WAY);
        released.whenReported(Reports.back(EU, "orders/1", released.lastId()).started(2, 1))
                .voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesASecondClaim() {
        LedgerSpec running = released.and(eu.started(1, 1));

        running.whenReported(eu.started(1, 1)).voided(NOT_UNDER_WAY);
        running.whenReported(eu.started(1, 2)).voided(NOT_UNDER_WAY);
        running.whenReported(eu.started(2, 1)).voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesAClaimBeforeTheRelease() {
        LedgerSpec approved = given(orders(approved("orders/1")));

        approved.whenReported(Reports.forward(EU, "orders/1", approved.lastId()).started(1, 1))
                .voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesAnAgentThatHoldsOtherContent() {
        Reports other = new Reports(EU, eu.change(), eu.order(), Digest.of(new byte[] {1}), Direction.FORWARD);

        released.whenReported(other.started(1, 1)).voided("the agent holds other content for orders/1");
        released.and(eu.started(1, 1), eu.completed(1, 1), eu.started(2, 1), eu.completed(2, 1))
                .whenReported(other.applied())
                .voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesReportsWithoutAClaim() {
        released.whenReported(eu.completed(1, 1)).voided(NOT_UNDER_WAY);
        released.whenReported(eu.failed(1, 1)).voided(NOT_UNDER_WAY);
        released.whenReported(eu.applied()).voided(NOT_UNDER_WAY);
        released.whenReported(eu.rolledBack()).voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesTheConclusionBeforeTheLastStep() {
        LedgerSpec between = released.and(eu.started(1, 1), eu.completed(1, 1));

        between.whenReported(eu.applied()).voided(NOT_UNDER_WAY);
        between.whenReported(eu.rolledBack()).voided(NOT_UNDER_WAY);
        between.and(eu.started(2, 1)).whenReported(eu.applied()).voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesStepsBeyondTheLastAndReportsAfterTheEnd() {
        LedgerSpec finished = released.and(eu.started(1, 1), eu.completed(1, 1), eu.started(2, 1), eu.completed(2, 1));

        finished.whenReported(eu.started(3, 1)).voided(NOT_UNDER_WAY);
        LedgerSpec applied = finished.and(eu.applied());
        applied.whenReported(eu.applied()).voided(NOT_UNDER_WAY);
        applied.whenReported(eu.started(1, 1)).voided(NOT_UNDER_WAY);
        applied.whenReported(eu.completed(2, 1)).voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesARetiredTarget() {
        released.and(retired(EU)).whenReported(eu.started(1, 1)).voided(NOT_UNDER_WAY);
    }

    @Test
    void refusesUnknownTargetsAndChanges() {
        TargetId unknown = TargetId.parse("orders@no");

        released.whenReported(
                        Reports.forward(unknown, "orders/1", released.lastId()).started(1, 1))
                .voided("there is no target orders@no");
        released.whenReported(Reports.forward(EU, "orders/9", released.lastId()).started(1, 1))
                .voided("there is no change orders/9");
    }
}
