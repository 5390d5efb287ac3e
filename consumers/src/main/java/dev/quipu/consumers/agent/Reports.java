package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.DerivedId;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.ChangeFailed;
import dev.quipu.ledger.event.ReportEvent.ChangeRolledBack;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepFailed;
import dev.quipu.ledger.event.ReportEvent.StepPaused;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.StepTotals;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Work.Task;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entries by which an agent reports. Their ids follow from what they report, so a report that is written again
 * after a crash is the same entry.
 */
final class Reports {

    private final TargetId target;
    private final Actor actor;
    private final String agent;
    private final Clock clock;

    /** @param agent the agent's version */
    Reports(TargetId target, String agent, Clock clock) {
        this.target = target;
        this.actor = Actor.agentOf(target);
        this.agent = agent;
        this.clock = clock;
    }

    /**
     * A claim. One that the ledger has as void must not keep a later one out, so its id also follows from where it was
     * decided; that only one counts is the ledger's to see.
     *
     * @param decidedAt how many entries the ledger had
     */
    Entry stepStarted(Task task, int step, int attempt, Digest digest, long decidedAt) {
        return entry(
                task,
                step,
                attempt,
                decidedAt,
                new StepStarted(target, task.change(), task.order(), digest, task.direction(), step, attempt, agent));
    }

    /** @param totals of a backfill, or null */
    Entry stepCompleted(StepRun run, long epoch, long durationMicros, @Nullable StepTotals totals) {
        Task task = run.task();
        return entry(
                task,
                run.number(),
                run.attempt(),
                new StepCompleted(
                        target,
                        task.change(),
                        task.order(),
                        task.direction(),
                        run.number(),
                        run.attempt(),
                        epoch,
                        durationMicros,
                        totals));
    }

    /** @param decidedAt how many entries the ledger had: a step can be paused many times */
    Entry stepPaused(StepRun run, String code, String message, StepTotals totals, long decidedAt) {
        Task task = run.task();
        return entry(
                task,
                run.number(),
                run.attempt(),
                decidedAt,
                new StepPaused(
                        target,
                        task.change(),
                        task.order(),
                        task.direction(),
                        run.number(),
                        run.attempt(),
                        code,
                        message,
                        totals));
    }

    Entry stepFailed(StepRun run, Failure failure) {
        Task task = run.task();
        return entry(
                task,
                run.number(),
                run.attempt(),
                new StepFailed(
                        target,
                        task.change(),
                        task.order(),
                        task.direction(),
                        run.number(),
                        run.attempt(),
                        failure.code(),
                        failure.message()));
    }

    /** The change is applied or rolled back. */
    Entry concluded(Task task, Digest digest, long epoch, long durationMicros) {
        return entry(task, 0, 0, conclusion(task, digest, epoch, durationMicros));
    }

    /**
     * The same, said again because the ledger asks for it.
     *
     * @param decidedAt how many entries the ledger had; the first may be in it, too early and void, under its own id
     */
    Entry concludedAgain(Task task, Digest digest, History.Total total, long decidedAt) {
        return entry(task, 0, 0, decidedAt, conclusion(task, digest, total.epoch(), total.durationMicros()));
    }

    private ReportEvent conclusion(Task task, Digest digest, long epoch, long durationMicros) {
        return switch (task.direction()) {
            case FORWARD -> new ChangeApplied(target, task.change(), task.order(), digest, epoch, durationMicros);
            case BACK -> new ChangeRolledBack(target, task.change(), task.order(), epoch, durationMicros);
        };
    }

    Entry changeFailed(Task task, int step, int attempt, Failure failure) {
        return entry(
                task,
                step,
                attempt,
                new ChangeFailed(
                        target,
                        task.change(),
                        task.order(),
                        task.direction(),
                        step,
                        failure.code(),
                        failure.message()));
    }

    private Entry entry(Task task, int step, int attempt, ReportEvent event) {
        return entry(task, step, attempt, 0, event);
    }

    private Entry entry(Task task, int step, int attempt, long decidedAt, ReportEvent event) {
        UUID id = DerivedId.of(
                event.getClass().getSimpleName(),
                target,
                task.change(),
                task.order(),
                task.direction(),
                step,
                attempt,
                decidedAt);
        return new Entry(
                id,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                actor,
                event.stream(),
                null,
                task.order(),
                null,
                event);
    }
}
