package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import org.jspecify.annotations.Nullable;

/**
 * An approval in which the policy was overridden.
 *
 * @param reviewed by whom and when somebody else has looked at it, or null: it is open
 */
public record Emergency(
        ChangeId change,
        Stamp stamp,
        String reason,
        @Nullable Stamp reviewed) {

    /** Whether nobody else has looked at it yet. */
    public boolean isOpen() {
        return reviewed == null;
    }
}
