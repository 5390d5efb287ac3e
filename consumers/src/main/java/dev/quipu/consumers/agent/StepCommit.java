package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.OwnTables;
import java.sql.Connection;
import java.sql.SQLException;

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
        history.add(connection, run, epoch, durationMicros);
        report(connection, run, epoch, durationMicros);
    }

    /** Puts the reports of a step that stands in the history into the outbox. */
    void report(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        Outbox.add(tables, connection, reports.stepCompleted(run, epoch, durationMicros));
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
