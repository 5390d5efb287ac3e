package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.TargetState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the database's history with the ledger before a step runs: neither is believed against the other. */
final class HistoryCheck {

    private final TargetSession session;
    private final StepRun run;
    private final @Nullable Before before;

    /** @param target as the ledger knows it */
    HistoryCheck(TargetSession session, StepRun run, TargetState target) {
        this.session = session;
        this.run = run;
        this.before = before(run, target);
    }

    /** What the database's history says of a claimed step. */
    sealed interface Found {
        /** It has not been run: go on. */
        record NotRun() implements Found {}

        /** It was run for this very claim, and the report got lost. */
        record Run(History.Row row) implements Found {}

        /** The two disagree. */
        record Disagrees(Failure failure) implements Found {}
    }

    /** A step, and how to name it. */
    private record Before(ChangeId change, int step, String name) {}

    /** Asks the database. */
    Found found() throws SQLException {
        return found(session.dialect().sessions().send(session.control(), calls()));
    }

    /** What the database is to be asked; {@link #found(List)} reads the answers. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        calls.add(session.history().last(run.task().change(), run.number()));
        if (before != null) {
            calls.add(session.history().last(before.change(), before.step()));
        }
        return calls;
    }

    /** What {@link #calls} were answered. */
    Found found(List<Answer> answers) {
        Found found = check(run, History.row(answers.getFirst()));
        return before != null && found instanceof Found.NotRun
                ? checkBefore(before, History.row(answers.getLast()))
                : found;
    }

    /** A backfill can be in effect in part, and is then rolled back without a row of its own. */
    private static Found check(StepRun run, History.@Nullable Row row) {
        ChangeId change = run.task().change();
        if (row != null
                && row.order().equals(run.task().order())
                && row.direction() == run.task().direction()) {
            return new Found.Run(row);
        }
        History.Row inEffect = row != null && row.direction() == Direction.FORWARD ? row : null;
        return switch (run.task().direction()) {
            case FORWARD -> inEffect == null ? new Found.NotRun() : disagrees(alreadyRun(run, inEffect));
            case BACK ->
                inEffect == null && !(run.step() instanceof Step.BackfillStep)
                        ? disagrees("step %d of %s is to be rolled back, and the database's history doesn't have it"
                                .formatted(run.number(), change))
                        : new Found.NotRun();
        };
    }

    private static String alreadyRun(StepRun run, History.Row row) {
        return row.digest().equals(run.digest().toString())
                ? "the database's history has step %d of %s, which the ledger doesn't know to be done"
                        .formatted(run.number(), run.task().change())
                : "the database's history has step %d of %s with other content (%s) than was approved (%s)"
                        .formatted(
                                run.number(),
                                run.task().change(),
                                row.digest().substring(0, 12),
                                run.digest().brief());
    }

    /** What is in effect before the step by the ledger, or null. A restored backup may lack it. */
    private static @Nullable Before before(StepRun run, TargetState target) {
        ChangeId change = run.task().change();
        if (run.task().direction() == Direction.BACK) {
            return null;
        }
        if (run.number() > 1) {
            return new Before(change, run.number() - 1, "step %d of %s".formatted(run.number() - 1, change));
        }
        ChangeId latest = target.latest() == 0 ? null : new ChangeId(target.id().service(), target.latest());
        return latest == null ? null : new Before(latest, 1, latest.toString());
    }

    private static Found checkBefore(Before before, History.@Nullable Row row) {
        return row != null && row.direction() == Direction.FORWARD
                ? new Found.NotRun()
                : disagrees(
                        "the ledger says that %s is applied, and the database's history doesn't have it: was the database restored from a backup?"
                                .formatted(before.name()));
    }

    private static Found disagrees(String message) {
        return new Found.Disagrees(Failure.history(message));
    }
}
