package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.IdentityEvent;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.RolloutEvent;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.ServiceEvent;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetEvent;
import dev.quipu.ledger.event.TargetId;
import org.jspecify.annotations.Nullable;

/** What an event is about, as far as it is about such things. */
record Subject(
        @Nullable ServiceName service,
        @Nullable TargetId target,
        @Nullable ChangeId change) {

    private static final Subject NONE = new Subject(null, null, null);

    static Subject of(LedgerEvent event) {
        return switch (event) {
            case ReportEvent report -> new Subject(report.target().service(), report.target(), report.change());
            case ChangeEvent change -> new Subject(change.change().service(), null, change.change());
            case TargetEvent target -> new Subject(target.target().service(), target.target(), change(target));
            case RolloutEvent rollout -> new Subject(rollout.rollout().service(), null, null);
            case ServiceEvent service -> new Subject(service.service(), null, null);
            case IdentityEvent.PolicySet policy -> new Subject(policy.service(), null, null);
            case IdentityEvent identity -> NONE;
            case NoteAdded note -> of(note.subject().value());
            case CheckpointSigned checkpoint -> NONE;
            case LedgerOpened opened -> NONE;
            case SchemaDeclared declared -> NONE;
        };
    }

    static @Nullable ChangeId change(TargetEvent event) {
        return switch (event) {
            case TargetEvent.RollbackStarted rollback -> rollback.change();
            case TargetEvent.WorkPaused paused -> paused.change();
            case TargetEvent.WorkResumed resumed -> resumed.change();
            case TargetEvent.WorkAborted aborted -> aborted.change();
            case TargetEvent.TargetRegistered registered -> null;
            case TargetEvent.TargetRelabelled relabelled -> null;
            case TargetEvent.TargetRetired retired -> null;
            case TargetEvent.LimitsSet limits -> null;
            case TargetEvent.ToggleSet toggle -> null;
        };
    }

    /** What a stream is about; its name may be anything. */
    private static Subject of(String stream) {
        int colon = stream.indexOf(':');
        String rest = stream.substring(colon + 1);
        try {
            return switch (colon < 0 ? "" : stream.substring(0, colon)) {
                case "change" -> new Subject(ChangeId.parse(rest).service(), null, ChangeId.parse(rest));
                case "target" -> new Subject(TargetId.parse(rest).service(), TargetId.parse(rest), null);
                case "service" -> new Subject(ServiceName.parse(rest), null, null);
                default -> NONE;
            };
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }
}
