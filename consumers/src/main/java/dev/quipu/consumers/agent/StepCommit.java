package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.BackfillStore;
import dev.quipu.consumers.backfill.Checkpoint;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.StepTotals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        return rows(run, epoch, durationMicros, null);
    }

    private Rows rows(StepRun run, long epoch, long durationMicros, @Nullable StepTotals totals) throws SQLException {
        List<Call> calls = new ArrayList<>();
        calls.add(session.history().add(run, epoch, durationMicros));
        if (run.task().direction() == Direction.BACK) {
            calls.add(BackfillStore.forgetForward(session.tables(), run.task().change()));
        }
        calls.addAll(session.outbox().removals());
        long total = run.isLast() ? earlier(run) + durationMicros : 0;
        List<Entry> entries = entries(run, epoch, durationMicros, totals, total);
        entries.forEach(entry -> calls.add(session.outbox().insertion(entry)));
        return new Rows(calls, entries);
    }

    /** How long the steps of the task before its last one took. */
    private long earlier(StepRun run) throws SQLException {
        return run.steps() == 1
                ? 0
                : session.history().total(session.control(), run.task()).durationMicros();
    }

    /** Writes the rows within the caller's transaction. */
    void write(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        write(connection, rows(run, epoch, durationMicros));
    }

    /** @param end what a backfill has come to, or null if it had nothing to do */
    void write(Connection connection, StepRun run, long epoch, @Nullable Checkpoint end) throws SQLException {
        long micros = end == null ? 0 : end.worked().toNanos() / 1_000;
        write(connection, rows(run, epoch, micros, end == null ? new StepTotals(0, 0, 0, 0) : end.totals()));
    }

    private void write(Connection connection, Rows rows) throws SQLException {
        session.dialect().sessions().send(connection, rows.calls());
        session.outbox().forget();
    }

    /** Puts the reports of a step that stands in the history into the outbox. */
    void report(Connection connection, StepRun run, long epoch, long durationMicros) throws SQLException {
        long total = session.history().total(connection, run.task()).durationMicros();
        for (Entry entry : entries(run, epoch, durationMicros, null, total)) {
            session.outbox().add(connection, entry);
        }
    }

    private List<Entry> entries(StepRun run, long epoch, long durationMicros, @Nullable StepTotals totals, long total) {
        Entry completed = reports.stepCompleted(run, epoch, durationMicros, totals);
        return run.isLast()
                ? List.of(completed, reports.concluded(run.task(), run.digest(), epoch, total))
                : List.of(completed);
    }
}
