package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.TargetState;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Compares the database's history with the ledger before a step runs: neither is believed against the other. */
final class HistoryCheck {

    private HistoryCheck() {}

    /** What the database's history says of a claimed step. */
    sealed interface Found {
        /** It has not been run: go on. */
        record NotRun() implements Found {}

        /** It was run for this very claim, and the report got lost. */
        record Run(History.Row row) implements Found {}

        /** The two disagree. */
        record Disagrees(Failure failure) implements Found {}
    }

    static Found check(History history, Connection connection, StepRun run, TargetState target) throws SQLException {
        ChangeId change = run.task().change();
        History.Row row = history.last(connection, change, run.number());
        if (row != null
                && row.order().equals(run.task().order())
                && row.direction() == run.task().direction()) {
            return new Found.Run(row);
        }
        History.Row inEffect = row != null && row.direction() == Direction.FORWARD ? row : null;
        return switch (run.task().direction()) {
            case FORWARD ->
                inEffect == null ? checkBefore(history, connection, run, target) : disagrees(alreadyRun(run, inEffect));
            case BACK ->
                inEffect == null
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

    /** A database that was restored from a backup lacks what the ledger says it has. */
    private static Found checkBefore(History history, Connection connection, StepRun run, TargetState target)
            throws SQLException {
        if (run.number() > 1) {
            String before =
                    "step %d of %s".formatted(run.number() - 1, run.task().change());
            return checkBefore(before, history.last(connection, run.task().change(), run.number() - 1));
        }
        if (target.latest() == 0) {
            return new Found.NotRun();
        }
        ChangeId latest = new ChangeId(target.id().service(), target.latest());
        return checkBefore(latest.toString(), history.last(connection, latest, 1));
    }

    private static Found checkBefore(String before, History.@Nullable Row row) {
        return row != null && row.direction() == Direction.FORWARD
                ? new Found.NotRun()
                : disagrees(
                        "the ledger says that %s is applied, and the database's history doesn't have it: was the database restored from a backup?"
                                .formatted(before));
    }

    private static Found disagrees(String message) {
        return new Found.Disagrees(Failure.history(message));
    }
}
