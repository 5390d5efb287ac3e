package dev.quipu.consumers.backfill;

import dev.quipu.consumers.dialect.LoadSignals;
import dev.quipu.consumers.dialect.Signal;
import dev.quipu.consumers.dialect.TableName;
import dev.quipu.ledger.change.Limit;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads how busy a database is, each signal in the unit of its limit. What the database doesn't tell is said once in
 * the log, and counts as no load. For one thread.
 */
public final class LoadReader {

    private static final Logger LOG = LoggerFactory.getLogger(LoadReader.class);

    /** One reading of how many sessions are active says little, so that a mean is kept. */
    private static final double ALPHA = 0.3;

    /** A database with fewer active sessions than this is not busy, however much that has grown. */
    private static final double QUIET = 4;

    private final LoadSignals signals;
    private final TableName table;
    private final Set<Limit> unavailable = EnumSet.noneOf(Limit.class);
    private double atStart = -1;
    private double active;
    private double waiters;

    public LoadReader(LoadSignals signals, TableName table) {
        this.signals = signals;
        this.table = table;
    }

    /** How many sessions have waited for a lock of the last batch when it ended. */
    void waiters(double count) {
        waiters = count;
    }

    /** What a signal says; empty if the database doesn't tell. */
    OptionalDouble read(Limit limit) throws SQLException {
        return switch (limit) {
            case REPLICA_LAG -> value(limit, signals.replicaLag());
            case ACTIVE_SESSIONS -> value(limit, signals.activeSessions());
            case LOCK_WAITERS -> OptionalDouble.of(waiters);
            case TRANSACTION_AGE -> value(limit, signals.longestTransaction());
            case LOG_BACKLOG -> value(limit, signals.logBacklog());
            case TABLE_MAINTENANCE -> value(limit, signals.maintenance(table));
            case LOAD_GROWTH -> growth();
            default -> OptionalDouble.empty();
        };
    }

    private OptionalDouble growth() throws SQLException {
        OptionalDouble now = value(Limit.LOAD_GROWTH, signals.activeSessions());
        if (now.isEmpty()) {
            return now;
        }
        if (atStart < 0) {
            atStart = now.getAsDouble();
            active = atStart;
        }
        active = ALPHA * now.getAsDouble() + (1 - ALPHA) * active;
        return OptionalDouble.of(active / Math.max(atStart, QUIET));
    }

    private OptionalDouble value(Limit limit, Signal signal) {
        return switch (signal) {
            case Signal.Value(double value) -> OptionalDouble.of(value);
            case Signal.NotAvailable(String reason) -> {
                if (unavailable.add(limit)) {
                    LOG.info("limit {} can't be watched on {}: {}", limit.key(), table, reason);
                }
                yield OptionalDouble.empty();
            }
        };
    }
}
