package dev.quipu.consumers.backfill;

import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import java.time.Duration;

/**
 * How many rows the next batch has, so that it takes the time it shall. GitLab's scheme: an exponential moving average
 * (alpha 0.4) of time taken over time wanted; outside of 0.90 to 0.95 the size is multiplied by 0.95 over the average,
 * at most by 1.2, within bounds. For one thread.
 */
public final class BatchSize {

    private static final int FIRST = 1_000;
    private static final double ALPHA = 0.4;
    private static final double LOW = 0.90;
    private static final double HIGH = 0.95;
    private static final double MOST_GROWTH = 1.2;

    private int size;
    private double efficiency = HIGH;
    private boolean observed;

    /** @param size of the first batch, or 0 for the usual one */
    public BatchSize(int size, Limits limits) {
        this.size = clamped(size == 0 ? FIRST : size, limits);
    }

    /** Rows of the next batch. */
    public int rows() {
        return size;
    }

    /** A batch of {@code rows} has taken its time; one much smaller than wanted tells nothing. */
    public void observe(int rows, Duration took, Limits limits) {
        if (rows < size / 2) {
            return;
        }
        double wanted = limits.needed(Limit.BATCH_TIME);
        double now = took.toNanos() / 1e9 / wanted * size / rows;
        efficiency = observed ? ALPHA * now + (1 - ALPHA) * efficiency : now;
        observed = true;
        if (efficiency < LOW || efficiency > HIGH) {
            double factor = Math.min(HIGH / Math.max(efficiency, 1e-9), MOST_GROWTH);
            size = clamped((int) Math.ceil(size * factor), limits);
        }
    }

    /** There was trouble: half as many from now on. */
    public void halve() {
        size = Math.max(1, size / 2);
        observed = false;
    }

    private static int clamped(int size, Limits limits) {
        int least = (int) Math.min(limits.needed(Limit.MIN_BATCH_SIZE), Integer.MAX_VALUE);
        int most = (int) Math.min(limits.needed(Limit.MAX_BATCH_SIZE), Integer.MAX_VALUE);
        return Math.clamp(size, Math.min(least, most), most);
    }
}
