package dev.quipu.ledger.change;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One of the limits within which a backfill works. Its name in change files and in the shell is the constant's in
 * kebab-case, such as {@code replica-lag}. Every limit can be switched off with {@code none}, but for those without
 * which no batch could be made.
 */
public enum Limit {
    /** How long a batch shall take. */
    BATCH_TIME(LimitUnit.DURATION, "5ms", true),
    /** The fewest rows of a batch, unless there is trouble. */
    MIN_BATCH_SIZE(LimitUnit.COUNT, "100", true),
    /** The most rows of a batch. */
    MAX_BATCH_SIZE(LimitUnit.COUNT, "100000", true),
    /** When a batch is broken off, to be tried again in two halves. */
    BATCH_TIMEOUT(LimitUnit.DURATION, "30s", true),
    /** How long a batch waits for the lock of a row. */
    BATCH_LOCK_TIMEOUT(LimitUnit.DURATION, "2s", true),
    /** Rows per second, on average. */
    ROWS_PER_SECOND(LimitUnit.COUNT, "none", false),
    /** Rest after each batch, as a multiple of the time that it took. */
    SLEEP_RATIO(LimitUnit.RATIO, "2", false),

    /** How far the slowest replica may be behind. */
    REPLICA_LAG(LimitUnit.DURATION, "10s", false),
    /** How many sessions of others may be running a statement. */
    ACTIVE_SESSIONS(LimitUnit.COUNT, "none", false),
    /** How many sessions may be waiting for a lock of the batch when it ends. */
    LOCK_WAITERS(LimitUnit.COUNT, "4", false),
    /** How old the oldest transaction of others may be: it keeps dead rows from being cleaned up. */
    TRANSACTION_AGE(LimitUnit.DURATION, "15m", false),
    /** How much of the write-ahead log may wait for replicas or the archive. */
    LOG_BACKLOG(LimitUnit.SIZE, "10GB", false),
    /** How many clean-ups of the table by the database may be running. */
    TABLE_MAINTENANCE(LimitUnit.COUNT, "0", false),
    /** How many times as many sessions as at the start may be running a statement. */
    LOAD_GROWTH(LimitUnit.RATIO, "2", false),
    /** A query on the target's database that must return false, 0 or nothing. */
    QUERY(LimitUnit.TEXT, "none", false),
    /** An HTTP URL that must answer with a status from 200 to 299. */
    PROBE(LimitUnit.TEXT, "none", false),

    /** How many of the rows may fail; over it, the backfill pauses. */
    ERROR_RATE(LimitUnit.PERCENT, "1%", false),
    /** How many rows may fail in all; over it, the backfill pauses. */
    MAX_QUARANTINED(LimitUnit.COUNT, "1000", false);

    private final LimitUnit unit;
    private final String standard;
    private final boolean needed;

    Limit(LimitUnit unit, String standard, boolean needed) {
        this.unit = unit;
        this.standard = standard;
        this.needed = needed;
    }

    /** The limits that are held against what a database's load is. */
    public static List<Limit> ofLoad() {
        return Stream.of(values())
                .filter(limit -> limit.compareTo(REPLICA_LAG) >= 0 && limit.compareTo(PROBE) <= 0)
                .toList();
    }

    /** In what its values are written. */
    public LimitUnit unit() {
        return unit;
    }

    /** Its value where nobody says another, as written. */
    public String standard() {
        return standard;
    }

    boolean isNeeded() {
        return needed;
    }

    /** Whether a change may say at which value of it to do this. */
    boolean allows(Reaction reaction) {
        boolean numbers = unit != LimitUnit.TEXT;
        boolean load = numbers && ofLoad().contains(this);
        return switch (reaction) {
            case HOLD -> true;
            case PAUSE -> load;
            case ABORT -> load || this == ERROR_RATE;
        };
    }

    /** What {@code reaction} to it is called in change files and in the shell. */
    public String key(Reaction reaction) {
        return reaction.prefix() + key();
    }

    /** What it is called in change files and in the shell. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
