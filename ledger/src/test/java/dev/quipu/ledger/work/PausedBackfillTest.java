package dev.quipu.ledger.work;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.work.Applied.next;
import static dev.quipu.ledger.work.Applied.released;
import static dev.quipu.ledger.work.Applied.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.AbortBackfill;
import dev.quipu.ledger.decide.PauseBackfill;
import dev.quipu.ledger.decide.ResumeBackfill;
import dev.quipu.ledger.decide.SetToggle;
import dev.quipu.ledger.decide.StartRollback;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Work;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PausedBackfillTest {

    private final LedgerSpec released = released(Proposal.of("orders/1").backfilling());
    private final Reports eu = Reports.forward(EU, "orders/1", released.lastId());
    private final LedgerSpec running = released.and(eu.started(1, 1));

    @Test
    void waitsForAnOperatorAndGoesOnWithTheSameClaim() {
        LedgerSpec paused =
                running.when(new PauseBackfill(EU, "the shop is slow")).after();

        assertThat(target(paused, EU).work())
                .isInstanceOfSatisfying(Work.Paused.class, work -> assertThat(work.code() + ": " + work.message())
                        .isEqualTo("operator: the shop is slow"));
        assertThat(next(paused, EU)).isInstanceOf(Assignment.Paused.class);

        LedgerSpec resumed = paused.when(new ResumeBackfill(EU, "")).after();

        assertThat(next(resumed, EU)).isEqualTo(next(running, EU));
    }

    @Test
    void isPausedByItsAgentToo() {
        LedgerSpec paused = running.and(eu.paused(1, 1));

        assertThat(target(paused, EU).work()).isInstanceOfSatisfying(Work.Paused.class, work -> assertThat(work.code())
                .isEqualTo("error-rate"));
        paused.whenReported(eu.paused(1, 1)).voided("is not what is under way");
    }

    @Test
    void endsAsFailedWhenAborted() {
        LedgerSpec aborting = running.when(new PauseBackfill(EU, "slow"))
                .after()
                .when(new AbortBackfill(EU, "not today"))
                .after();

        assertThat(next(aborting, EU)).isInstanceOf(Assignment.Abort.class);
        LedgerSpec failed = aborting.and(eu.failed(1, 1), eu.gaveUp(1));
        assertThat(target(failed, EU).application(1)).isInstanceOf(Application.Failed.class);
        assertThat(Objects.requireNonNull(failed.state().running(ORDERS)).isOpen())
                .isFalse();
    }

    @Test
    void isRolledBackThoughItIsInEffectOnlyInPart() {
        LedgerSpec failed =
                running.and(eu.failed(1, 1), eu.gaveUp(1)).and(Events.completed("orders/r1", RolloutOutcome.FAILED));

        LedgerSpec back = failed.when(new StartRollback(EU, "")).after();

        Reports reports = Reports.back(EU, "orders/1", back.lastId());
        assertThat(target(back, EU).work()).isInstanceOf(Work.Due.class);
        LedgerSpec stuck = back.and(reports.started(1, 1), reports.failed(1, 1), reports.gaveUp(1));
        stuck.when(new StartRollout(ORDERS, 1, 1)).refused(Refusal.NotAllowed.class, "half rolled back");
        LedgerSpec again = stuck.when(new StartRollback(EU, "")).after();
        Reports more = Reports.back(EU, "orders/1", again.lastId());
        LedgerSpec done = again.and(more.started(1, 2), more.completed(1, 2), more.rolledBack());
        assertThat(target(done, EU).application(1)).isInstanceOf(Application.RolledBack.class);
    }

    @Test
    void mayTurnOutToBeDone() {
        LedgerSpec paused = running.when(new PauseBackfill(EU, "slow")).after();
        LedgerSpec aborting = running.when(new AbortBackfill(EU, "not today")).after();

        assertThat(target(paused.and(eu.completed(1, 1)), EU).work()).isInstanceOf(Work.Between.class);
        assertThat(target(aborting.and(eu.completed(1, 1)), EU).work()).isInstanceOf(Work.Between.class);
    }

    @Test
    void setsToggleWhenDoneAndSetsItBackWhenTakenBack() {
        LedgerSpec toggling = released(Proposal.of("orders/1").toggling("new-prices"));
        Reports reports = Reports.forward(EU, "orders/1", toggling.lastId());

        LedgerSpec done = toggling.and(reports.started(1, 1), reports.completed(1, 1));

        assertThat(percentage(done)).isEqualTo(25);
        LedgerSpec set =
                done.when(new SetToggle(EU, "new-prices", 50, "all is well")).after();
        assertThat(percentage(set)).isEqualTo(50);
        assertThat(target(set, US).toggles()).isEmpty();
    }

    private static int percentage(LedgerSpec spec) {
        return Objects.requireNonNull(target(spec, EU).toggles().get("new-prices"))
                .percentage();
    }

    @Test
    void isRefusedWhereNothingCanBePaused() {
        LedgerSpec aborting = running.when(new AbortBackfill(EU, "not today")).after();
        LedgerSpec sql = released()
                .and(Reports.forward(EU, "orders/1", released().lastId()).started(1, 1));

        running.when(new PauseBackfill(US, "")).refused(Refusal.NotAllowed.class, "nothing is under way on orders@us");
        running.when(new ResumeBackfill(EU, "")).refused(Refusal.NotAllowed.class, "is not paused");
        running.when(new PauseBackfill(EU, ""))
                .after()
                .when(new PauseBackfill(EU, ""))
                .refused(Refusal.NotAllowed.class, "is paused already");
        aborting.when(new PauseBackfill(EU, "")).refused(Refusal.NotAllowed.class, "is being aborted");
        sql.when(new PauseBackfill(EU, "")).refused(Refusal.NotAllowed.class, "is no backfill");
    }
}
