package dev.quipu.consumers.backfill;

import dev.quipu.ledger.event.StepTotals;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill has come; written with each batch, in its transaction. Immutable.
 *
 * @param reached key of the last row that was tried, or null at the beginning
 * @param goal key of the last row that counts
 * @param scanned rows that were tried
 * @param changed rows that were changed
 * @param quarantined rows that failed
 * @param accepted how many of those an operator has accepted by letting the backfill go on
 * @param acceptedAt how many rows were tried by then
 * @param held time held back by throttles
 * @param worked time since its begin in which an agent was at it, rests and holds included
 * @param batchSize rows of the next batch
 */
public record Checkpoint(
        @Nullable List<String> reached,
        List<String> goal,
        long scanned,
        long changed,
        long batches,
        long quarantined,
        long accepted,
        long acceptedAt,
        Duration held,
        Duration worked,
        int batchSize) {

    /** Before the first batch. */
    public static Checkpoint first(List<String> goal) {
        return new Checkpoint(null, goal, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0);
    }

    /** After a range whose rows were changed, but for those that need no change. */
    public Checkpoint after(Range range, long rowsChanged) {
        return new Checkpoint(
                range.upTo(),
                goal,
                scanned + range.rows(),
                changed + rowsChanged,
                batches + 1,
                quarantined,
                accepted,
                acceptedAt,
                held,
                worked,
                batchSize);
    }

    /** After a row that failed. */
    public Checkpoint afterFailed(Range row) {
        return new Checkpoint(
                row.upTo(),
                goal,
                scanned + 1,
                changed,
                batches,
                quarantined + 1,
                accepted,
                acceptedAt,
                held,
                worked,
                batchSize);
    }

    /** After an operator has let it go on. */
    public Checkpoint acceptingErrors() {
        return new Checkpoint(
                reached, goal, scanned, changed, batches, quarantined, quarantined, scanned, held, worked, batchSize);
    }

    /** With the times and the size as they are now. */
    public Checkpoint with(Duration newHeld, Duration newWorked, int newSize) {
        return new Checkpoint(
                reached,
                goal,
                scanned,
                changed,
                batches,
                quarantined,
                accepted,
                acceptedAt,
                newHeld,
                newWorked,
                newSize);
    }

    /** What it has come to. */
    public StepTotals totals() {
        return new StepTotals(changed, batches, quarantined, held.toNanos() / 1_000);
    }
}
