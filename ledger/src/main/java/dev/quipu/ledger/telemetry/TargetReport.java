package dev.quipu.ledger.telemetry;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does on a target at a moment. No row data, no query text and no secrets: everybody who may read the
 * topic reads it.
 *
 * @param change the change it works on, or null between changes
 * @param step the step of that change, counted from 1 as in the ledger; 0 without a change
 * @param at by the agent's clock
 */
public record TargetReport(TargetId target, @Nullable ChangeId change, int step, Instant at, Activity activity) {

    /** A report of a target that no change is worked on. */
    public static TargetReport of(TargetId target, Instant at, Activity activity) {
        return new TargetReport(target, null, 0, at, activity);
    }
}
