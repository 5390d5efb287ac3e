package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import java.sql.SQLException;
import java.time.Duration;

/** The time for which a target has a place: as long as there is work, or nobody else waits. For one thread. */
final class Turn {

    /** Opening sessions takes some milliseconds: they are not to be opened for every step. */
    private static final Duration SLICE = Duration.ofSeconds(5);

    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    private final Places.Place place;
    private final TargetSession session;
    private final TargetWatch watch;
    private final long began = System.nanoTime();
    private long checked = began;

    Turn(Places.Place place, TargetSession session, TargetWatch watch) {
        this.place = place;
        this.session = session;
        this.watch = watch;
    }

    /** Whether others have waited long enough. */
    boolean isOver() {
        return System.nanoTime() - began > SLICE.toNanos() && place.isWanted();
    }

    /**
     * Keeps the place until there is news.
     *
     * @return whether there is work; false if the place is to be given back
     * @throws SQLException if the session is lost
     */
    boolean rest(Ledger ledger) throws SQLException, InterruptedException {
        while (place.rest()) {
            watch.wakeUp().await(CHECK_EVERY);
            if (!place.resume() || watch.isRetired(ledger)) {
                return false;
            }
            requireAlive();
            if (watch.next(ledger).isWork()) {
                return true;
            }
        }
        return false;
    }

    private void requireAlive() throws SQLException {
        if (System.nanoTime() - checked > CHECK_EVERY.toNanos()) {
            if (!session.isAlive()) {
                throw new SQLException("the connection to %s is lost".formatted(watch.target()), "08006");
            }
            checked = System.nanoTime();
        }
    }
}
