package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.state.LedgerState;
import java.util.function.Supplier;

/** The newest state that a process knows, also when the ledger can't be followed any further. Thread-safe. */
final class KnownState implements Supplier<LedgerState> {

    private final Ledger ledger;
    private volatile LedgerState last;

    KnownState(Ledger ledger) {
        this.ledger = ledger;
        this.last = ledger.state();
    }

    @Override
    public LedgerState get() {
        try {
            LedgerState now = ledger.state();
            last = now;
            return now;
        } catch (LedgerException e) {
            return last;
        }
    }
}
