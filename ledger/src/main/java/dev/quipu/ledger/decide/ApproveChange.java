package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;

/** Approves exactly what is proposed in the state that is decided on. */
public record ApproveChange(ChangeId change, String comment) implements Command<ChangeId> {

    @Override
    public Decision<ChangeId> decide(LedgerState state) {
        ChangeState known = state.change(change);
        return known == null
                ? new Decision.Refused<>(Unknown.change(change))
                : Decision.Events.of(new ChangeApproved(change, known.proposal().digest(), comment), change);
    }
}
