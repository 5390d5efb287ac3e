package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import java.util.function.Function;

/** Finds the change that is under way on a target. */
final class Begun {

    private Begun() {}

    static Decision<ChangeId> on(LedgerState state, TargetId target, Function<ChangeId, LedgerEvent> event) {
        TargetState known = state.target(target);
        if (known == null) {
            return new Decision.Refused<>(Unknown.target(target));
        }
        if (!(known.work() instanceof Work.Begun begun)) {
            return new Decision.Refused<>(new Refusal.NotAllowed(
                    "nothing is under way on %s".formatted(target), "See what is: quipu backfill list"));
        }
        ChangeId change = begun.task().change();
        return Decision.Events.of(event.apply(change), change);
    }
}
