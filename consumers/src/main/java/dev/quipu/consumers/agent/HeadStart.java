package dev.quipu.consumers.agent;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs while its claim is on its way to the ledger, in a transaction that is committed only after the claim
 * is accepted. For one thread.
 */
final class HeadStart {

    private @Nullable StepRun run;
    private @Nullable StepExecutor executor;

    /**
     * Begins a step, if that can be undone and the history has nothing against it.
     *
     * @return what the history says, or null if it wasn't asked
     */
    HistoryCheck.@Nullable Found begin(StepRun next, HistoryCheck history, StepExecutor with) throws SQLException {
        drop();
        HistoryCheck.Found found = with.begin(next, history);
        if (with.isBegun()) {
            run = next;
            executor = with;
        }
        return found;
    }

    /** What goes on with a step that is claimed by now, or null if it hasn't been begun. */
    @Nullable
    StepExecutor take(StepRun claimed) throws SQLException {
        if (!claimed.equals(run)) {
            drop();
        }
        StepExecutor taken = executor;
        run = null;
        executor = null;
        return taken;
    }

    /** Undoes what was begun. */
    void drop() throws SQLException {
        StepExecutor begun = executor;
        run = null;
        executor = null;
        if (begun != null) {
            begun.drop();
        }
    }
}
