package dev.quipu.consumers.agent;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a target's database is and how to log in there, as of the last time that somebody asked. For one thread. */
final class Credentials {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Classes of states that are about connecting: the messages name the server, the database or the user. */
    private static final Set<String> CONNECTING = Set.of("08", "28", "3D", "53", "57");

    private final Supplier<TargetDatabase> source;
    private @Nullable String password;

    Credentials(Supplier<TargetDatabase> source) {
        this.source = source;
    }

    /** What is to be used now: asked for each time, and the same for all connections of a session. */
    TargetDatabase read() throws SQLException {
        TargetDatabase database = ask();
        String now = password(database);
        password = now;
        return new TargetDatabase(database.jdbcUrl(), database.user(), () -> now);
    }

    /** Waits until the password is another one than was used last, or the time is over. */
    void awaitOthers(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); left > 0 && !areOthers(); left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
        }
    }

    private boolean areOthers() {
        try {
            return !password(ask()).equals(password);
        } catch (SQLException e) {
            return false;
        }
    }

    private TargetDatabase ask() throws SQLException {
        try {
            return source.get();
        } catch (RuntimeException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        }
    }

    private static String password(TargetDatabase database) throws SQLException {
        try {
            return database.password().get();
        } catch (RuntimeException e) {
            throw new SQLException(e.getMessage(), "08001", e);
        }
    }

    /** Whether the server has refused the login. */
    static boolean isRefused(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("28");
    }

    /** Why a database can't be used: what the driver says of a connection, and of all else only the state. */
    static String reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return CONNECTING.stream().anyMatch(state::startsWith)
                ? "%s (%s)".formatted(e.getMessage(), state)
                : "the database refused a statement of the agent (%s): look into its log".formatted(state);
    }
}
