package dev.quipu.ledger.event;

/** Something that happened. Every event is a record in one of the families below. */
public sealed interface LedgerEvent
        permits ChangeEvent,
                CheckpointSigned,
                IdentityEvent,
                LedgerOpened,
                NoteAdded,
                ReportEvent,
                RolloutEvent,
                SchemaDeclared,
                ServiceEvent,
                TargetEvent {

    /** The stream that the event belongs to. */
    StreamId stream();
}
