package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Call;
import dev.quipu.ledger.event.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The history row and the reports of a finished step, for the step's own last transaction. */
final class StepCommit {

    private final Reports reports;
    private final TargetSession session;

    StepCommit(Reports reports, TargetSession session) {
        this.reports = reports;
        this.session = session;
    }

    /**
     * What is to be written.
     *
     * @param entries the reports that are then in the outbox
     */
    record Rows(List<Call> calls, List<Entry> entries) {}

    /** The rows of a step that is finished. */
    Rows rows(StepRun run, long epoch, long durationMicros) throws SQLException {
        List<Call> calls = new ArrayList<>();
        calls.add(session.history().add(run, epoch, durationMicros));
        calls.addAll(session.outbox().removals());
        List<Entry> entries = entries(run, epoch, durationMicros, earlier(run) + durationMicros);
        entries.forEach(entry -> calls.add(session.outbox().insertion(entry)));
        return new Rows(calls, entries);
    }

    /** Writes the rows within the caller's transaction. */
    void write(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        session.dialect()
                .sessions()
                .send(connection, rows(run, epoch, durationMicros).calls());
        session.outbox().forget();
    }

    /** Puts the reports of a step that stands in the history into the outbox. */
    void report(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        long total = session.history().total(connection, run.task()).durationMicros();
        for (Entry entry : entries(run, epoch, durationMicros, total)) {
            session.outbox().add(connection, entry);
        }
    }

    /** How long the task's steps before this one took, if that will be reported. */
    private long earlier(StepRun run) throws SQLException {
        return run.isLast() && run.steps() > 1
                ? session.history().total(session.control(), run.task()).durationMicros()
                : 0;
    }

    private List<Entry> entries(StepRun run, long epoch, long durationMicros, long total) {
        Entry completed = reports.stepCompleted(run, epoch, durationMicros);
        return run.isLast()
                ? List.of(completed, reports.concluded(run.task(), run.digest(), epoch, total))
                : List.of(completed);
    }
}
