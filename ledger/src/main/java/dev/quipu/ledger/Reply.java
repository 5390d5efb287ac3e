package dev.quipu.ledger;

import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Stamp;
import java.util.List;

/** The answer to a command. */
public sealed interface Reply<R> {

    /**
     * It is so.
     *
     * @param entries what was accepted for it, in order; empty if it was so already
     */
    record Done<R>(R value, List<Stamp> entries) implements Reply<R> {}

    /** It can't be; nothing changed. */
    record Refused<R>(Refusal reason) implements Reply<R> {}
}
