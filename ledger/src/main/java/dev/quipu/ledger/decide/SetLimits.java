package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.TargetEvent.LimitsSet;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sets and removes limits of a target, keeping the rest.
 *
 * @param set limits by name, as in change files
 * @param remove names to remove
 */
public record SetLimits(TargetId target, Map<String, String> set, Set<String> remove, String reason)
        implements Command<Map<String, String>> {

    @Override
    public Decision<Map<String, String>> decide(LedgerState state) {
        TargetState known = state.target(target);
        if (known == null) {
            return new Decision.Refused<>(Unknown.target(target));
        }
        Map<String, String> limits = new TreeMap<>(known.limits());
        limits.putAll(set);
        limits.keySet().removeAll(remove);
        return limits.equals(known.limits())
                ? new Decision.Events<>(List.of(), limits)
                : Decision.Events.of(new LimitsSet(target, limits, reason), limits);
    }
}
