package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import java.util.List;

/**
 * Puts a change forward. Proposing the bytes of a live change again is no conflict and changes nothing; a rejected or
 * withdrawn one does not come back.
 */
public record ProposeChange(ChangeProposed proposed) implements Command<ProposeChange.Reply> {

    /** Whether the proposal was new. */
    public enum Reply {
        /** It is in the ledger now. */
        PROPOSED,
        /** The same bytes were there before. */
        UNCHANGED
    }

    @Override
    public Decision<Reply> decide(LedgerState state) {
        ChangeState known = state.change(proposed.change());
        boolean same = known != null
                && known.isLive()
                && known.proposal().digest().equals(proposed.content().digest());
        return same ? new Decision.Events<>(List.of(), Reply.UNCHANGED) : Decision.Events.of(proposed, Reply.PROPOSED);
    }
}
