package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetEvent.WorkPaused;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;

/** Asks the backfill that runs on a target to stop at its next batch. */
public record PauseBackfill(TargetId target, String reason) implements Command<ChangeId> {

    @Override
    public Decision<ChangeId> decide(LedgerState state) {
        return Begun.on(state, target, change -> new WorkPaused(target, change, reason));
    }
}
