package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits until a change or a later one is in effect on targets. */
final class AppliedWait {

    private final ChangeId change;
    private final List<TargetId> targets;

    /**
     * @param ours of which those of the change's service are waited for
     * @throws IllegalArgumentException if there is none
     */
    AppliedWait(ChangeId change, Set<TargetId> ours) {
        this.change = change;
        this.targets = ofService(change, ours);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("this agent has no target of service " + change.service());
        }
    }

    private static List<TargetId> ofService(ChangeId change, Set<TargetId> ours) {
        return ours.stream()
                .filter(target -> target.service().equals(change.service()))
                .sorted()
                .toList();
    }

    /** Whether it is in effect on all within {@code atMost}. */
    boolean await(Ledger ledger, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        LedgerState state = ledger.state();
        while (!targets.stream().allMatch(isApplied(state))) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            state = ledger.awaitMoreThan(state.entries(), Duration.ofNanos(left));
        }
        return true;
    }

    private Predicate<TargetId> isApplied(LedgerState state) {
        return target -> isApplied(state.target(target));
    }

    private boolean isApplied(@Nullable TargetState target) {
        return target != null
                && (!target.isActive() || (target.latest() >= change.number() && target.has(target.latest())));
    }

    /** What is missing where. */
    NotApplied failure(LedgerState state, Duration waited, Map<TargetId, TargetHealth> health) {
        TargetId missing =
                targets.stream().filter(isApplied(state).negate()).findFirst().orElse(targets.getFirst());
        TargetHealth known = health.get(missing);
        String problem = known == null ? null : known.problem();
        return new NotApplied(
                "%s is not applied on %s after %d s%s"
                        .formatted(change, missing, waited.toSeconds(), problem == null ? "" : ": " + problem),
                "See where it stands: quipu change show " + change);
    }
}
