package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.state.Refusal;
import java.util.List;

/** What a command comes to. */
public sealed interface Decision<R> {

    /** Events to append, in order, and what to answer when all are accepted; no events if it is so already. */
    record Events<R>(List<LedgerEvent> events, R reply) implements Decision<R> {
        /** One event. */
        public static <R> Events<R> of(LedgerEvent event, R reply) {
            return new Events<>(List.of(event), reply);
        }
    }

    /** It can't be done. */
    record Refused<R>(Refusal reason) implements Decision<R> {}
}
