package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.TargetEvent.TargetRelabelled;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sets and removes labels of a target, keeping the rest.
 *
 * @param remove keys to remove
 */
public record RelabelTarget(TargetId target, Map<String, String> set, Set<String> remove)
        implements Command<Map<String, String>> {

    @Override
    public Decision<Map<String, String>> decide(LedgerState state) {
        TargetState known = state.target(target);
        if (known == null) {
            return new Decision.Refused<>(Unknown.target(target));
        }
        Map<String, String> labels = new TreeMap<>(known.labels());
        labels.putAll(set);
        labels.keySet().removeAll(remove);
        return labels.equals(known.labels())
                ? new Decision.Events<>(List.of(), labels)
                : Decision.Events.of(new TargetRelabelled(target, labels), labels);
    }
}
