package dev.quipu.ledger.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent is at on a target. */
public sealed interface Activity {

    /**
     * Fills rows, batch by batch.
     *
     * @param rows done so far, those before a restart included
     * @param estimatedRows how many there are, as the database estimates it; 0 if it doesn't know
     * @param rowsPerSecond as observed of late
     * @param remaining until done at this rate, or null if that can't be told
     * @param batchSize rows in the next batch
     * @param quarantined rows that failed and were set aside
     */
    record Backfilling(
            long rows,
            long estimatedRows,
            double rowsPerSecond,
            @Nullable Duration remaining,
            int batchSize,
            long quarantined)
            implements Activity {}

    /**
     * Backs off, and continues by itself when the signal allows it.
     *
     * @param signal name of the limit that was reached, as in change files
     * @param value what was seen, with its unit
     * @param limit what is allowed, with its unit
     * @param progress how far it was, or null if that isn't known
     */
    record Held(
            String signal,
            String value,
            String limit,
            Instant since,
            @Nullable Backfilling progress) implements Activity {

        /** Without what it has done; a {@code Telemetry} on a topic adds what it was told before. */
        public Held(String signal, String value, String limit, Instant since) {
            this(signal, value, limit, since, null);
        }
    }

    /**
     * Waits its turn, without a place in the database's lock queue.
     *
     * @param what in words, such as {@code table orders}
     * @param blockers who is in the way, the oldest first; may be cut off
     */
    record Waiting(String what, List<Blocker> blockers, Instant since) implements Activity {

        /** A copy that nobody changes. */
        public Waiting {
            blockers = List.copyOf(blockers);
        }
    }

    /** Another agent works on the target; this one takes over when that one is gone. */
    record StandingBy(Instant since) implements Activity {}

    /** Has nothing to tell, and is there: nothing is to be done, or a step runs by itself. */
    record Idle() implements Activity {}
}
