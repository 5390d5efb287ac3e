package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.BackupRule;
import dev.quipu.consumers.dialect.BackupRule.Need;
import dev.quipu.ledger.change.BackupStep;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.event.Direction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a change from destroying what it has no copy of. The rule was checked when the change was proposed, by a
 * program that the agent doesn't know; that the copy is there, only the database can tell.
 */
final class BackupGate {

    private final TargetSession session;
    private final Copies copies;

    BackupGate(TargetSession session) {
        this.session = session;
        this.copies = new Copies(session);
    }

    /** Why the step must not run, or null if it may. */
    @Nullable
    Failure refusal(ChangeFile change, StepRun run) throws SQLException {
        if (run.task().direction() == Direction.BACK || change.waiveBackup() != null) {
            return null;
        }
        List<Need> needs = BackupRule.needs(change, session.dialect()::parse);
        for (Need need : needs) {
            if (need.copies().isEmpty()) {
                return Failure.backup("step %d, line %d: %s; propose it again with a backup step, or with waive-backup"
                        .formatted(need.step(), need.line(), need.message()));
            }
            if (need.step() == run.number() && !isCopied(change, need)) {
                return Failure.backup("the copy that was made before %s is gone: roll %s back, and apply it again"
                        .formatted(need.destruction(), change.id()));
            }
        }
        return null;
    }

    private boolean isCopied(ChangeFile change, Need need) throws SQLException {
        for (int step : need.copies()) {
            String copy = BackupStep.copy(change.id(), step);
            if (copies.isKept(session.control(), copy)
                    && session.dialect().copies().exists(session.control(), copy)) {
                return true;
            }
        }
        return false;
    }
}
