package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.IdentityEvent;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.RolloutEvent;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.Scope;
import dev.quipu.ledger.event.ServiceEvent;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetEvent;
import dev.quipu.ledger.event.TargetId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which roles an event takes. */
final class Permissions {

    private final LedgerState state;
    private final KeyState key;

    /** @param key whose holder wants it */
    Permissions(LedgerState state, KeyState key) {
        this.state = state;
        this.key = key;
    }

    boolean allow(LedgerEvent event) {
        return switch (event) {
            case LedgerOpened opened -> true; // its own rule: once
            case SchemaDeclared declared -> key.grants().stream().anyMatch(grant -> grant.role() != Role.AUDITOR);
            case NoteAdded note -> true;
            case CheckpointSigned checkpoint -> key.has(Role.NOTARY);
            case IdentityEvent identity -> allow(identity);
            case ServiceEvent service -> key.may(Role.OPERATOR, service.service());
            case ChangeEvent change -> allow(change, change.change().service());
            case TargetEvent target -> allow(target);
            case RolloutEvent rollout -> allow(rollout);
            case ReportEvent report -> mayOn(Role.AGENT, report.target());
        };
    }

    private boolean allow(IdentityEvent event) {
        return switch (event) {
            case IdentityEvent.KeyEnrolled enrolled ->
                key.has(Role.ADMIN)
                        && enrolled.grants().stream().allMatch(grant -> key.may(Role.ADMIN, grant.scope()))
                        && administers(state.authority().key(enrolled.key()));
            case IdentityEvent.KeyRevoked revoked ->
                revoked.key().equals(key.key())
                        || (key.has(Role.ADMIN) && administers(state.authority().key(revoked.key())));
            case IdentityEvent.PolicySet policy ->
                key.may(
                        Role.ADMIN,
                        policy.service() == null ? Scope.EVERYTHING : new Scope.OfService(policy.service()));
        };
    }

    /** Whether all that a key may do is the holder's to give and take. */
    private boolean administers(@Nullable KeyState other) {
        return other == null || other.grants().stream().allMatch(grant -> key.may(Role.ADMIN, grant.scope()));
    }

    private boolean allow(ChangeEvent event, ServiceName service) {
        return switch (event) {
            case ChangeEvent.ChangeProposed proposed -> key.may(Role.AUTHOR, service);
            case ChangeEvent.ChangeWithdrawn withdrawn ->
                key.may(Role.AUTHOR, service) || key.may(Role.OPERATOR, service);
            case ChangeEvent.ChangeApproved approved ->
                key.may(Role.APPROVER, service) || (approved.emergency() != null && key.may(Role.OPERATOR, service));
            case ChangeEvent.ChangeRejected rejected -> key.may(Role.APPROVER, service);
            case ChangeEvent.EmergencyReviewed reviewed ->
                key.may(Role.APPROVER, service) || key.may(Role.AUDITOR, service);
        };
    }

    private boolean allow(TargetEvent event) {
        return switch (event) {
            case TargetEvent.TargetRegistered registered ->
                key.may(Role.OPERATOR, registered.target(), registered.labels());
            case TargetEvent.TargetRelabelled relabelled ->
                mayOn(Role.OPERATOR, relabelled.target())
                        && key.may(Role.OPERATOR, relabelled.target(), relabelled.labels());
            case TargetEvent.TargetRetired retired -> mayOn(Role.OPERATOR, retired.target());
            case TargetEvent.RollbackStarted rollback -> mayOn(Role.OPERATOR, rollback.target());
            case TargetEvent.WorkPaused paused -> mayOn(Role.OPERATOR, paused.target());
            case TargetEvent.WorkResumed resumed -> mayOn(Role.OPERATOR, resumed.target());
            case TargetEvent.WorkAborted aborted -> mayOn(Role.OPERATOR, aborted.target());
            case TargetEvent.LimitsSet limits -> mayOn(Role.OPERATOR, limits.target());
            case TargetEvent.ToggleSet toggle -> mayOn(Role.OPERATOR, toggle.target());
        };
    }

    private boolean allow(RolloutEvent event) {
        ServiceName service = event.rollout().service();
        return switch (event) {
            case RolloutEvent.RolloutStarted started ->
                started.waves().stream()
                        .flatMap(wave -> wave.targets().stream())
                        .allMatch(target -> mayOn(Role.OPERATOR, target));
            case RolloutEvent.RolloutCompleted completed ->
                key.may(Role.CONDUCTOR, service) || key.may(Role.OPERATOR, service);
        };
    }

    private boolean mayOn(Role role, TargetId target) {
        TargetState known = state.target(target);
        return key.may(role, target, known == null ? Map.of() : known.labels());
    }
}
