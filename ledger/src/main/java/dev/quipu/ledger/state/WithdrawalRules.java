package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When an approved or released change may be taken back. */
final class WithdrawalRules {

    private WithdrawalRules() {}

    /** A released change must be in effect nowhere, or it would stay there without a way back. */
    static @Nullable Ruling refuseWhileInEffect(LedgerState state, ChangeId id) {
        RolloutState running = state.running(id.service());
        if (running != null && running.has(id)) {
            return Ruling.notAllowed(
                    "%s is being rolled out by %s".formatted(id, running.id()),
                    "Wait until it is completed: quipu rollout show " + running.id());
        }
        for (TargetState target : state.activeTargets(id.service())) {
            if (target.isTouchedBy(id)) {
                return Ruling.notAllowed(
                        "%s is in effect on %s, wholly or in part".formatted(id, target.id()),
                        "Roll it back first: quipu rollback " + target.id());
            }
        }
        return refuseWhileNeeded(state, id);
    }

    /** A rollout that waits for the change would wait for ever. */
    static @Nullable Ruling refuseWhileNeeded(LedgerState state, ChangeId id) {
        return state.services().values().stream()
                .map(service -> state.running(service.name()))
                .filter(Objects::nonNull)
                .filter(rollout -> needs(state, rollout.changes(), id))
                .min((a, b) -> a.id().compareTo(b.id()))
                .map(rollout -> Ruling.notAllowed(
                        "rollout %s is running and requires %s".formatted(rollout.id(), id),
                        "Wait until it is completed: quipu rollout show " + rollout.id()))
                .orElse(null);
    }

    private static boolean needs(LedgerState state, List<ChangeId> changes, ChangeId id) {
        return changes.stream()
                .map(state::change)
                .filter(Objects::nonNull)
                .anyMatch(change -> change.proposal().event().requires().contains(id));
    }
}
