package dev.quipu.consumers.agent;

import dev.quipu.consumers.lock.Budget;
import org.jspecify.annotations.Nullable;

/** Remembers how much time a step has lost to locks, while its target's sessions come and go. For one thread. */
final class LockBudgets {

    private @Nullable StepRun current;
    private @Nullable Budget budget;

    /** The budget of a step, with what it has used in earlier sessions. */
    Budget of(StepRun run) {
        Budget known = budget;
        if (known != null && run.equals(current)) {
            return known;
        }
        current = run;
        budget = Budget.of(run.timeouts());
        return budget;
    }
}
