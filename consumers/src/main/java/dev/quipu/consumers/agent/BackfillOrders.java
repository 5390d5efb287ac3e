package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import java.util.Map;

/** What the ledger has to say to a running backfill: whether it may run at all, and within which limits. */
record BackfillOrders(Ledger ledger, TargetId target, StepRun run, Limits ofChange) {

    /** Whether this claim is still to be run: nobody has paused or aborted it. */
    boolean isRunning() {
        TargetState known = ledger.state().target(target);
        return known != null
                && known.work() instanceof Work.Running running
                && running.is(run.task(), run.number(), run.attempt());
    }

    /** The change's limits, but for those that operators have set on the target. */
    Limits limits() {
        TargetState known = ledger.state().target(target);
        return ofChange.overriddenBy(known == null ? Map.of() : known.limits());
    }
}
