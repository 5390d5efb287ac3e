package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.BackfillStore;
import dev.quipu.consumers.backfill.Checkpoint;
import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.StepTotals;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes the history row and the reports of a finished step, within the step's own last transaction. */
final class StepCommit {

    private final Reports reports;
    private final OwnTables tables;
    private final History history;

    StepCommit(Reports reports, OwnTables tables) {
        this.reports = reports;
        this.tables = tables;
        this.history = new History(tables);
    }

    void write(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        write(connection, run, epoch, durationMicros, null);
    }

    /** @param end what a backfill has come to, or null if it had nothing to do */
    void write(Connection connection, StepRun run, long epoch, @Nullable Checkpoint end) throws SQLException {
        if (end == null) {
            write(connection, run, epoch, 0, new StepTotals(0, 0, 0, 0));
        } else {
            write(connection, run, epoch, end.worked().toNanos() / 1_000, end.totals());
        }
    }

    private void write(Connection connection, StepRun run, long epoch, long durationMicros, @Nullable StepTotals totals)
            throws SQLException {
        history.add(connection, run, epoch, durationMicros);
        if (run.task().direction() == Direction.BACK) {
            BackfillStore.forgetForward(tables, connection, run.task().change());
        }
        report(connection, run, epoch, durationMicros, totals);
    }

    /** Puts the reports of a step that stands in the history into the outbox. */
    void report(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        report(connection, run, epoch, durationMicros, null);
    }

    private void report(
            Connection connection, StepRun run, long epoch, long durationMicros, @Nullable StepTotals totals)
            throws SQLException {
        Outbox.add(tables, connection, reports.stepCompleted(run, epoch, durationMicros, totals));
        if (run.isLast()) {
            Outbox.add(
                    tables,
                    connection,
                    reports.concluded(
                            run.task(),
                            run.digest(),
                            epoch,
                            history.total(connection, run.task()).durationMicros()));
        }
    }
}
