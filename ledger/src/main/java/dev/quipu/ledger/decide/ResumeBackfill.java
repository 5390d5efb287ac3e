package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetEvent.WorkResumed;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;

/** Lets the paused backfill of a target go on. */
public record ResumeBackfill(TargetId target, String comment) implements Command<ChangeId> {

    @Override
    public Decision<ChangeId> decide(LedgerState state) {
        return Begun.on(state, target, change -> new WorkResumed(target, change, comment));
    }
}
