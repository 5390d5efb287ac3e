package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import org.jspecify.annotations.Nullable;

/**
 * Approves exactly what is proposed in the state that is decided on.
 *
 * @param emergency why the policy is to be overridden, or null if it isn't
 */
public record ApproveChange(
        ChangeId change, String comment, @Nullable String emergency) implements Command<ChangeId> {

    /** An approval by the policy. */
    public ApproveChange(ChangeId change, String comment) {
        this(change, comment, null);
    }

    @Override
    public Decision<ChangeId> decide(LedgerState state) {
        ChangeState known = state.change(change);
        return known == null
                ? new Decision.Refused<>(Unknown.change(change))
                : Decision.Events.of(new ChangeApproved(change, known.proposal().digest(), comment, emergency), change);
    }
}
