package dev.quipu.consumers.trail;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.IdentityEvent;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.RolloutEvent;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.ServiceEvent;
import dev.quipu.ledger.event.TargetEvent;

/** Activities of OCSF's class Entity Management (3004) that events are. */
enum OcsfActivity {
    CREATE(1, "Create"),
    UPDATE(3, "Update"),
    DELETE(4, "Delete");

    /** The activity of what is none of these; its name is then the event's. */
    static final int OTHER = 99;

    private final int id;
    private final String caption;

    OcsfActivity(int id, String caption) {
        this.id = id;
        this.caption = caption;
    }

    int id() {
        return id;
    }

    String caption() {
        return caption;
    }

    /** What an event does to the object of its stream. */
    static OcsfActivity of(LedgerEvent event) {
        return switch (event) {
            case LedgerOpened opened -> CREATE;
            case SchemaDeclared declared -> UPDATE;
            case CheckpointSigned signed -> CREATE;
            case NoteAdded note -> UPDATE;
            case ServiceEvent.ServiceRegistered registered -> CREATE;
            case TargetEvent target -> of(target);
            case ChangeEvent change -> change instanceof ChangeEvent.ChangeProposed ? CREATE : UPDATE;
            case RolloutEvent rollout -> rollout instanceof RolloutEvent.RolloutStarted ? CREATE : UPDATE;
            case ReportEvent report -> UPDATE;
            case IdentityEvent identity -> of(identity);
        };
    }

    private static OcsfActivity of(TargetEvent event) {
        return switch (event) {
            case TargetEvent.TargetRegistered registered -> CREATE;
            case TargetEvent.TargetRetired retired -> DELETE;
            case TargetEvent.TargetRelabelled relabelled -> UPDATE;
            case TargetEvent.RollbackStarted started -> UPDATE;
            case TargetEvent.WorkPaused paused -> UPDATE;
            case TargetEvent.WorkResumed resumed -> UPDATE;
            case TargetEvent.WorkAborted aborted -> UPDATE;
            case TargetEvent.LimitsSet set -> UPDATE;
            case TargetEvent.ToggleSet set -> UPDATE;
        };
    }

    private static OcsfActivity of(IdentityEvent event) {
        return switch (event) {
            case IdentityEvent.KeyEnrolled enrolled -> CREATE;
            case IdentityEvent.KeyRevoked revoked -> DELETE;
            case IdentityEvent.PolicySet set -> UPDATE;
        };
    }
}
