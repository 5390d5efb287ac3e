package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.TimeLimits;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.TargetState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops the copies of one target's backup steps once their time is over. For one thread. */
final class CopyExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(CopyExpiry.class);
    private static final Duration LOOK_EVERY = Duration.ofHours(6);

    private static final TimeLimits LIMITS =
            new TimeLimits(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private long next = System.nanoTime();

    /** Whether it is time to look. */
    boolean isDue() {
        return System.nanoTime() - next >= 0;
    }

    /** Drops what has expired, if it is time to look. A copy stays as long as its change is neither done nor undone. */
    void dropExpired(TargetSession session, TargetState target) throws SQLException {
        if (!isDue()) {
            return;
        }
        next = System.nanoTime() + Backoff.jittered(LOOK_EVERY).toNanos();
        Copies copies = new Copies(session);
        for (Copies.Expired expired : copies.expired(session.control())) {
            if (isOver(target, expired.change().number())) {
                drop(session, copies, expired);
            }
        }
    }

    private static boolean isOver(TargetState target, int number) {
        if (target.work() != null && target.work().task().change().number() == number) {
            return false;
        }
        return switch (target.application(number)) {
            case Application.Applied applied -> true;
            case Application.RolledBack rolledBack -> true;
            case Application.Failed failed -> false;
            case null -> false;
        };
    }

    private static void drop(TargetSession session, Copies copies, Copies.Expired expired) throws SQLException {
        Connection connection = session.control();
        connection.setAutoCommit(false);
        try {
            session.dialect().locks().limitTransaction(connection, LIMITS);
            Scripts.execute(
                    connection,
                    "DROP TABLE IF EXISTS " + session.dialect().copies().table(expired.copy()));
            copies.dropped(connection, expired.number());
            connection.commit();
            LOG.info("dropped copy {} of {}: its time is over", expired.copy(), expired.change());
        } catch (SQLException e) {
            if (session.isLost(e)) {
                throw e;
            }
            LOG.warn(
                    "copy {} of {} can't be dropped: {}; trying again later",
                    expired.copy(),
                    expired.change(),
                    session.errors().failure(e, "").message());
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
