package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetEvent.WorkAborted;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;

/** Asks the backfill of a target to end as failed; what it has done stays. */
public record AbortBackfill(TargetId target, String reason) implements Command<ChangeId> {

    @Override
    public Decision<ChangeId> decide(LedgerState state) {
        return Begun.on(state, target, change -> new WorkAborted(target, change, reason));
    }
}
