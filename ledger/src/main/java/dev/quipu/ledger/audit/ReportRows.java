package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.ChangeFailed;
import dev.quipu.ledger.event.ReportEvent.ChangeRolledBack;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepFailed;
import dev.quipu.ledger.event.ReportEvent.StepPaused;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.StepTotals;
import org.jspecify.annotations.Nullable;

/** Rows of what agents report. For one thread. */
final class ReportRows {

    private final TableRows applications;
    private final TableRows steps;

    ReportRows(StoreTables tables) {
        this.applications = tables.applications;
        this.steps = tables.stepEvents;
    }

    void add(Fact fact, ReportEvent event) {
        switch (event) {
            case StepStarted started ->
                step(fact, event, started.direction(), started.step(), started.attempt(), "started")
                        .text(started.agent())
                        .none()
                        .none()
                        .none()
                        .none()
                        .none()
                        .none()
                        .none()
                        .end();
            case StepCompleted completed -> {
                step(fact, event, completed.direction(), completed.step(), completed.attempt(), "completed")
                        .none()
                        .number(completed.epoch())
                        .number(completed.durationMicros());
                totals(completed.totals()).none().none().end();
            }
            case StepPaused paused -> {
                step(fact, event, paused.direction(), paused.step(), paused.attempt(), "paused")
                        .none()
                        .none()
                        .none();
                totals(paused.totals())
                        .text(paused.code())
                        .text(paused.message())
                        .end();
            }
            case StepFailed failed -> {
                step(fact, event, failed.direction(), failed.step(), failed.attempt(), "failed")
                        .none()
                        .none()
                        .none();
                totals(null).text(failed.code()).text(failed.message()).end();
            }
            case ChangeApplied applied -> {
                apply(fact, event, Direction.FORWARD, "applied").none().none().none();
                end(applied.digest(), applied.epoch(), applied.durationMicros());
            }
            case ChangeRolledBack back -> {
                apply(fact, event, Direction.BACK, "rolled-back").none().none().none();
                end(null, back.epoch(), back.durationMicros());
            }
            case ChangeFailed failed -> {
                apply(fact, event, failed.direction(), "failed")
                        .small(failed.step())
                        .text(failed.code())
                        .text(failed.message());
                end(null, null, null);
            }
        }
    }

    private TableRows step(Fact fact, ReportEvent event, Direction direction, int step, int attempt, String outcome) {
        return steps.begin()
                .number(fact.number())
                .time(fact.at())
                .text(event.target())
                .text(event.change())
                .id(event.order())
                .text(Word.of(direction))
                .small(step)
                .small(attempt)
                .text(outcome);
    }

    private TableRows totals(@Nullable StepTotals totals) {
        return totals == null
                ? steps.none().none().none()
                : steps.number(totals.rows()).number(totals.batches()).number(totals.quarantined());
    }

    private TableRows apply(Fact fact, ReportEvent event, Direction direction, String outcome) {
        return fact.begin(applications)
                .text(event.target().service())
                .text(event.target())
                .text(event.change())
                .id(event.order())
                .text(Word.of(direction))
                .text(outcome);
    }

    private void end(@Nullable Digest digest, @Nullable Long epoch, @Nullable Long micros) {
        applications.text(digest).number(epoch).number(micros).end();
    }
}
