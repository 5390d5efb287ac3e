package dev.quipu.consumers.agent;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.state.ChangeState.Proposal;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work.Task;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what has to be known before a step runs: its content, and what the database's history says of it. Only the
 * session that holds the target's lock adds to the history, so a step that is about to be claimed can be prepared while
 * the ledger takes its time. For one thread.
 */
final class Preparation {

    private final TargetSession session;
    private @Nullable Asked asked;
    private @Nullable Prepared ahead;

    Preparation(TargetSession session) {
        this.session = session;
    }

    /** What is known of a step. */
    sealed interface Prepared {
        /**
         * It may run, or not, as the history says.
         *
         * @param refusal why it must not although the history would have it, or null
         */
        record Ready(
                StepRun run,
                HistoryCheck.Found found,
                @Nullable Failure refusal) implements Prepared {}

        /** Its content is of no use. */
        record Unusable(Failure failure) implements Prepared {}
    }

    /** A step to be prepared. */
    record Asked(Task task, int step, int attempt, Proposal proposal, TargetState target) {

        private boolean isSame(@Nullable Asked other) {
            return other != null
                    && task.equals(other.task)
                    && step == other.step
                    && attempt == other.attempt
                    && target.latest() == other.target.latest()
                    && proposal.digest().equals(other.proposal.digest());
        }
    }

    /** Begins a step before it is claimed. */
    @FunctionalInterface
    interface Beginning {
        /** What the database's history says of the step, or null if it is to be asked in another way. */
        HistoryCheck.@Nullable Found begin(StepRun run, HistoryCheck history) throws SQLException;
    }

    /** Prepares a step that will probably be the next. */
    void ahead(Asked next, Beginning beginning) throws SQLException {
        ahead = prepare(next, beginning);
        asked = next;
    }

    /** What is known of a step that is to run now; looked up unless {@link #ahead} has just done so. */
    Prepared of(Asked step) throws SQLException {
        Prepared known = ahead;
        boolean usable = known != null && step.isSame(asked);
        ahead = null;
        asked = null;
        return usable && known != null ? known : prepare(step, (run, history) -> null);
    }

    private Prepared prepare(Asked step, Beginning beginning) throws SQLException {
        return switch (ApprovedContent.read(step.proposal().event())) {
            case ApprovedContent.Read.Unusable(Failure failure) -> new Prepared.Unusable(failure);
            case ApprovedContent.Read.Usable(ChangeFile file) -> {
                StepRun run = new StepRun(
                        step.task(),
                        file.steps().get(step.step() - 1),
                        step.step(),
                        step.attempt(),
                        file.steps().size(),
                        step.proposal().digest());
                HistoryCheck history = new HistoryCheck(session, run, step.target());
                Failure refusal = new BackupGate(session).refusal(file, run);
                HistoryCheck.Found found = refusal == null ? beginning.begin(run, history) : null;
                yield new Prepared.Ready(run, found == null ? history.found() : found, refusal);
            }
        };
    }
}
