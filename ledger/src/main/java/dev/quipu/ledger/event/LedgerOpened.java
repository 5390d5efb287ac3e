package dev.quipu.ledger.event;

/**
 * Genesis.
 *
 * @param rules version of the rules by which this ledger is folded; a reader that knows only older ones stops
 */
public record LedgerOpened(String name, int rules) implements LedgerEvent {
    @Override
    public StreamId stream() {
        return StreamId.LEDGER;
    }
}
