package dev.quipu.ledger.cluster;

import dev.quipu.ledger.state.LedgerState;

/** Somebody who uses the ledger, in this process or another one. For one thread. */
interface Client {

    Answer perform(Request request);

    /** The hash of the state as soon as {@code entries} records are folded, see {@link LedgerState#entries}. */
    String hashAt(long entries);
}
