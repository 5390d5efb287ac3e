package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetEvent.RollbackStarted;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.TargetState;
import java.util.Map;

/** Asks for the latest change on a target, or one that failed half-way, to be undone. */
public record StartRollback(TargetId target, String reason) implements Command<ChangeId> {

    @Override
    public Decision<ChangeId> decide(LedgerState state) {
        TargetState known = state.target(target);
        if (known == null) {
            return new Decision.Refused<>(Unknown.target(target));
        }
        int number = failedAbove(known);
        if (number == 0) {
            return new Decision.Refused<>(new Refusal.NotAllowed(
                    "no change is applied on %s".formatted(target), "There is nothing to roll back."));
        }
        ChangeId change = new ChangeId(target.service(), number);
        return Decision.Events.of(new RollbackStarted(target, change, reason), change);
    }

    private static int failedAbove(TargetState target) {
        return target.applications().entrySet().stream()
                .filter(entry -> entry.getKey() > target.latest())
                .filter(entry -> entry.getValue() instanceof Application.Failed failed && failed.effective() > 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(target.latest());
    }
}
