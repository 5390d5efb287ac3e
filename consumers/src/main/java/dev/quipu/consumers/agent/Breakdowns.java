package dev.quipu.consumers.agent;

import org.jspecify.annotations.Nullable;

/**
 * Counts how often a target's session broke while one step ran. A script can break its session every time, and would be
 * tried forever. For one thread.
 */
final class Breakdowns {

    private static final int TOO_MANY = 5;

    private @Nullable StepRun current;
    private int count;

    /** Whether it is pointless to run the step once more. */
    boolean isHopeless(StepRun run) {
        return run.equals(current) && count >= TOO_MANY;
    }

    /** The step begins. */
    void begun(StepRun run) {
        count = run.equals(current) ? count + 1 : 1;
        current = run;
    }

    /** A part of the step is done for good. */
    void progress() {
        count = 1;
    }

    /** The step came to an end, good or bad, and the session is alive. */
    void ended() {
        current = null;
        count = 0;
    }

    Failure failure() {
        return Failure.connection(
                "the connection to the database broke %d times while this step ran: look into the database's log, and whether the script ends its own session or sets something that the driver can't work with"
                        .formatted(TOO_MANY));
    }
}
