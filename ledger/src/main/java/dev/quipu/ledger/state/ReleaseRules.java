package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.TargetId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may be in a rollout. */
final class ReleaseRules {

    private ReleaseRules() {}

    static @Nullable Ruling refusal(LedgerState state, ServiceState service, RolloutStarted event) {
        Ruling changes = refuseChanges(state, service, event.changes());
        if (changes != null) {
            return changes;
        }
        List<TargetId> targets =
                event.waves().stream().flatMap(wave -> wave.targets().stream()).toList();
        if (new HashSet<>(targets).size() != targets.size()) {
            return Ruling.invalid(
                    "rollout %s names a target twice".formatted(event.rollout()),
                    "Start it again: quipu rollout start");
        }
        if (targets.isEmpty()) {
            return Ruling.notAllowed(
                    "service %s has no targets to roll out to".formatted(service.name()),
                    "Add one: quipu target add %s@NAME".formatted(service.name()));
        }
        return targets.stream()
                .map(target -> refuseTarget(state, service, target, event.changes()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Ruling refuseChanges(LedgerState state, ServiceState service, List<ChangeId> changes) {
        int previous = changes.getFirst().number() - 1;
        for (ChangeId id : changes) {
            Ruling refused = refuseChange(state, service, id, previous);
            if (refused != null) {
                return refused;
            }
            previous = id.number();
        }
        return null;
    }

    private static @Nullable Ruling refuseChange(LedgerState state, ServiceState service, ChangeId id, int previous) {
        ChangeState next = state.liveAfter(service.name(), previous);
        if (!id.service().equals(service.name()) || state.change(id) == null) {
            return ChangeRules.unknown(id);
        }
        if (next == null || !next.id().equals(id)) {
            return Ruling.notAllowed(
                    "%s can't be rolled out here: it is out of order, rejected or withdrawn".formatted(id),
                    "See what is due: quipu change list --service " + service.name());
        }
        if (next instanceof ChangeState.Proposed) {
            return Ruling.notAllowed("%s is not approved".formatted(id), "Approve it: quipu change approve " + id);
        }
        return refuseRequirements(state, next);
    }

    private static @Nullable Ruling refuseRequirements(LedgerState state, ChangeState change) {
        return change.proposal().event().requires().stream()
                .filter(required -> !mayBeMet(state.change(required)))
                .findFirst()
                .map(required -> Ruling.notAllowed(
                        "%s requires %s, which is not approved".formatted(change.id(), required),
                        "Approve and roll out %s first.".formatted(required)))
                .orElse(null);
    }

    private static boolean mayBeMet(@Nullable ChangeState required) {
        return required instanceof ChangeState.Approved || required instanceof ChangeState.Released;
    }

    private static @Nullable Ruling refuseTarget(
            LedgerState state, ServiceState service, TargetId id, List<ChangeId> changes) {
        TargetState target = state.target(id);
        if (target == null || !id.service().equals(service.name())) {
            return TargetRules.unknown(id);
        }
        if (!target.isActive()) {
            return TargetRules.isRetired(target);
        }
        Work work = target.work();
        if (work != null) {
            return Ruling.notAllowed(
                    "an agent is working on %s: %s".formatted(id, work.task().change()),
                    "Wait until it is done: quipu status");
        }
        int half = halfRolledBack(target) ? target.latest() : halfBackfilled(target, changes);
        if (half > 0) {
            return Ruling.notAllowed(
                    "%s/%d is half rolled back on %s".formatted(service.name(), half, id),
                    "Finish that first: quipu rollback %s".formatted(id));
        }
        ChangeState due = state.liveAfter(service.name(), target.latest());
        if (due != null && due.id().number() < changes.getFirst().number()) {
            return Ruling.notAllowed(
                    "%s comes first on %s".formatted(due.id(), id),
                    "Start with it: quipu rollout start %s..%d"
                            .formatted(due.id(), changes.getLast().number()));
        }
        return null;
    }

    /** The change of which the rollback stopped within a backfill, or 0. */
    private static int halfBackfilled(TargetState target, List<ChangeId> changes) {
        return changes.stream()
                .map(ChangeId::number)
                .filter(number -> target.application(number) instanceof Application.Failed failed
                        && failed.direction() == Direction.BACK
                        && failed.partial())
                .findFirst()
                .orElse(0);
    }

    /** Whether a rollback stopped in the middle. */
    static boolean halfRolledBack(TargetState target) {
        return target.latest() > 0 && !target.has(target.latest());
    }
}
