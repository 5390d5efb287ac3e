package dev.quipu.ledger.work;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.rollback;
import static dev.quipu.ledger.work.Applied.applied;
import static dev.quipu.ledger.work.Applied.halfFailed;
import static dev.quipu.ledger.work.Applied.next;
import static dev.quipu.ledger.work.Applied.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.StartRollback;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Work;
import org.junit.jupiter.api.Test;

class RollBackTest {

    private static final ChangeId ONE = ChangeId.parse("orders/1");
    private static final StartRollback ROLLBACK = new StartRollback(EU, "broken");
    private static final String NOT_UNDER_WAY = "is not what is under way on orders@eu";

    @Test
    void undoesTheStepsInReverse() {
        LedgerSpec due = applied().when(ROLLBACK).then(ONE, rollback(EU, "orders/1"));
        Work.Task task = new Work.Task(due.lastId(), ONE, Direction.BACK);
        Reports back = Reports.back(EU, "orders/1", due.lastId());
        assertThat(target(due, EU).work()).isEqualTo(new Work.Due(task, 2, 0));
        assertThat(next(due, EU)).isEqualTo(new Assignment.Begin(task, 2, 1));
        due.whenReported(back.started(1, 1)).voided(NOT_UNDER_WAY);
        due.whenReported(back.rolledBack()).voided(NOT_UNDER_WAY);

        LedgerSpec between = due.and(back.started(2, 1), back.completed(2, 1));
        assertThat(next(between, EU)).isEqualTo(new Assignment.Begin(task, 1, 1));
        between.whenReported(back.rolledBack()).voided(NOT_UNDER_WAY);
        LedgerSpec finished = between.and(back.started(1, 1), back.completed(1, 1));
        assertThat(next(finished, EU)).isEqualTo(new Assignment.Conclude(task));
        finished.whenReported(back.applied()).voided(NOT_UNDER_WAY);
        finished.whenReported(back.started(0, 1)).voided(NOT_UNDER_WAY);
        finished.whenReported(back.gaveUp(1)).voided(NOT_UNDER_WAY);

        LedgerSpec undone = finished.and(back.rolledBack());
        assertThat(target(undone, EU).work()).isNull();
        assertThat(target(undone, EU).latest()).isZero();
        assertThat(target(undone, EU).application(1)).isInstanceOf(Application.RolledBack.class);
        undone.when(ROLLBACK).refused(Refusal.NotAllowed.class, "no change is applied on orders@eu");
    }

    @Test
    void undoesWhatAFailedChangeDid() {
        LedgerSpec due = halfFailed().when(ROLLBACK).then(ONE, rollback(EU, "orders/1"));
        Reports back = Reports.back(EU, "orders/1", due.lastId());
        due.whenReported(back.started(2, 1)).voided(NOT_UNDER_WAY);

        LedgerSpec undone = due.and(back.started(1, 1), back.completed(1, 1), back.rolledBack());

        assertThat(target(undone, EU).application(1)).isInstanceOf(Application.RolledBack.class);
        assertThat(target(undone, EU).latest()).isZero();
    }

    @Test
    void goesOnWhereAFailedRollbackStopped() {
        LedgerSpec first = applied().when(ROLLBACK).after();
        Reports one = Reports.back(EU, "orders/1", first.lastId());
        LedgerSpec stopped =
                first.and(one.started(2, 1), one.completed(2, 1), one.started(1, 1), one.failed(1, 1), one.gaveUp(1));
        assertThat(target(stopped, EU).latest()).isEqualTo(1);
        assertThat(target(stopped, EU).has(1)).isFalse();
        stopped.when(new StartRollout(ORDERS, 1, 1)).refused(Refusal.NotAllowed.class, "orders/1 is half rolled back");

        LedgerSpec second = stopped.when(ROLLBACK).then(ONE, rollback(EU, "orders/1"));

        Reports two = Reports.back(EU, "orders/1", second.lastId());
        second.whenReported(two.started(2, 1)).voided(NOT_UNDER_WAY);
        second.whenReported(two.started(1, 1)).voided(NOT_UNDER_WAY);
        LedgerSpec undone = second.and(two.started(1, 2), two.completed(1, 2), two.rolledBack());
        assertThat(target(undone, EU).latest()).isZero();
    }

    @Test
    void mayFailBeforeItsFirstStep() {
        LedgerSpec first = applied().when(ROLLBACK).after();
        LedgerSpec stopped =
                first.and(Reports.back(EU, "orders/1", first.lastId()).gaveUp(0));

        LedgerSpec second = stopped.when(ROLLBACK).then(ONE, rollback(EU, "orders/1"));

        LedgerSpec undone =
                second.and(Reports.back(EU, "orders/1", second.lastId()).allBack());
        assertThat(target(undone, EU).application(1)).isInstanceOf(Application.RolledBack.class);
    }

    @Test
    void isFollowedByAnotherApplication() {
        LedgerSpec due = applied().when(ROLLBACK).after();
        LedgerSpec undone = due.and(Reports.back(EU, "orders/1", due.lastId()).allBack());

        LedgerSpec again = undone.when(new StartRollout(ORDERS, 1, 1)).after();

        LedgerSpec applied =
                again.and(Reports.forward(EU, "orders/1", again.lastId()).all());
        assertThat(target(applied, EU).has(1)).isTrue();
    }

    @Test
    void afterAHalfFailedChangeLeavesTheRestToTheNextRollout() {
        LedgerSpec due = halfFailed().when(ROLLBACK).after();
        LedgerSpec stopped = due.and(Reports.back(EU, "orders/1", due.lastId()).gaveUp(0));

        LedgerSpec again = stopped.when(new StartRollout(ORDERS, 1, 1)).after();

        Reports forward = Reports.forward(EU, "orders/1", again.lastId());
        again.whenReported(forward.started(1, 1)).voided(NOT_UNDER_WAY);
        assertThat(target(again.and(forward.started(2, 1), forward.completed(2, 1), forward.applied()), EU)
                        .has(1))
                .isTrue();
        assertThat(target(again.and(forward.gaveUp(0)), EU).application(1))
                .isInstanceOfSatisfying(Application.Failed.class, failed -> assertThat(failed.effective())
                        .isEqualTo(1));
    }
}
