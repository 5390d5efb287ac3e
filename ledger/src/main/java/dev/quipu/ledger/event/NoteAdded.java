package dev.quipu.ledger.event;

/** A remark about anything that has a stream. */
public record NoteAdded(StreamId subject, String text) implements LedgerEvent {
    @Override
    public StreamId stream() {
        return subject;
    }
}
