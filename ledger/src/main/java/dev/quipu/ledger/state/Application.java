package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Direction;
import java.util.UUID;

/** What became of a change on a target. Work that is still going on is the target's {@link Work}. */
public sealed interface Application {

    /** All steps are in effect. */
    record Applied(Stamp stamp, UUID order, long durationMicros) implements Application {}

    /**
     * Work stopped; the same step is next when an operator asks again.
     *
     * @param direction which way the work went
     * @param step the step that is next; forward, all before it are in effect; back, it and all before it are
     * @param attempt how often that step was tried
     * @param partial whether that step is in effect in part: a backfill that was begun. Going back, it has to be
     *     finished before anything else
     */
    record Failed(
            Stamp stamp,
            UUID order,
            Direction direction,
            int step,
            int attempt,
            String code,
            String message,
            boolean partial)
            implements Application {

        /** The last step that is in effect, wholly or in part, or 0. */
        public int effective() {
            return switch (direction) {
                case FORWARD -> partial ? step : step - 1;
                case BACK -> step;
            };
        }
    }

    /** Was in effect and is no longer. */
    record RolledBack(Stamp stamp, UUID order) implements Application {}
}
