package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.state.LedgerState;

/**
 * A wish. Deciding is pure, so it may be done again on a newer state. The rules that arbitrate events are the fold's; a
 * command adds what they can't know: which event is meant, and what is so already.
 *
 * @param <R> the reply
 */
@FunctionalInterface
public interface Command<R> {

    /** What the wish comes to on {@code state}. */
    Decision<R> decide(LedgerState state);

    /** A command that always means the same event. */
    static <R> Command<R> of(LedgerEvent event, R reply) {
        return state -> Decision.Events.of(event, reply);
    }
}
