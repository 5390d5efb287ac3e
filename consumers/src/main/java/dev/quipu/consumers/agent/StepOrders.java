package dev.quipu.consumers.agent;

import dev.quipu.consumers.lock.Orders;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import org.jspecify.annotations.Nullable;

/** What operators have decided about a step, as the ledger has it, and whether other targets wait for a place. */
record StepOrders(Ledger ledger, TargetId target, StepRun run, Turn turn) implements Orders {

    @Override
    public @Nullable String abort() {
        return work() instanceof Work.Aborting aborting
                ? Failure.aborted(aborting).message()
                : null;
    }

    @Override
    public boolean isPaused() {
        return work() instanceof Work.Paused;
    }

    @Override
    public boolean isSessionWanted() {
        return turn.isOver();
    }

    private Work.@Nullable Begun work() {
        TargetState known = ledger.state().target(target);
        return known != null
                        && known.work() instanceof Work.Begun begun
                        && begun.is(run.task(), run.number(), run.attempt())
                ? begun
                : null;
    }
}
