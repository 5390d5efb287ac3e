package dev.quipu.consumers.agent;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes the history row and the reports of a finished step, within the step's own last transaction. */
final class StepCommit {

    private final Reports reports;

    StepCommit(Reports reports) {
        this.reports = reports;
    }

    void write(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        History.add(connection, run, epoch, durationMicros);
        report(connection, run, epoch, durationMicros);
    }

    /** Puts the reports of a step that stands in the history into the outbox. */
    void report(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        Outbox.add(connection, reports.stepCompleted(run, epoch, durationMicros));
        if (run.isLast()) {
            Outbox.add(
                    connection,
                    reports.concluded(
                            run.task(),
                            run.digest(),
                            epoch,
                            History.total(connection, run.task()).durationMicros()));
        }
    }
}
