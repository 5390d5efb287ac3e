package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.TargetEvent.ToggleSet;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.util.List;

/**
 * Sets a toggle of a target.
 *
 * @param percentage of the subjects for which it is on, 0 to 100
 */
public record SetToggle(TargetId target, String name, int percentage, String reason) implements Command<Integer> {

    @Override
    public Decision<Integer> decide(LedgerState state) {
        TargetState known = state.target(target);
        if (known == null) {
            return new Decision.Refused<>(Unknown.target(target));
        }
        TargetState.Toggle before = known.toggles().get(name);
        return before != null && before.percentage() == percentage
                ? new Decision.Events<>(List.of(), percentage)
                : Decision.Events.of(new ToggleSet(target, name, percentage, reason), percentage);
    }
}
