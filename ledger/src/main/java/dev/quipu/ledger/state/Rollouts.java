package dev.quipu.ledger.state;

import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import org.jspecify.annotations.Nullable;

/** Where rollouts stand. */
public final class Rollouts {

    private Rollouts() {}

    /** How the rollout is to be completed now, or null if it is to go on or is completed. */
    public static @Nullable RolloutOutcome due(LedgerState state, RolloutState rollout) {
        if (!rollout.isRunning()) {
            return null;
        }
        boolean open = false;
        for (TargetId id : rollout.targets()) {
            TargetState target = state.target(id);
            if (target == null || !target.isActive() || rollout.done().contains(id)) {
                continue;
            }
            if (rollout.isOpen() || target.work() != null) {
                return null;
            }
            open = true;
        }
        return open ? RolloutOutcome.FAILED : RolloutOutcome.SUCCEEDED;
    }
}
