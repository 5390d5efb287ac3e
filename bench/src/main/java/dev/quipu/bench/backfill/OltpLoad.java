package dev.quipu.bench.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Others at work on the database, at a constant rate: of ten operations six read a row of the table that is filled, two
 * change one, one reads and one inserts elsewhere. A latency counts from when the operation was due, so waiting for one
 * counts for all that were due meanwhile ("coordinated omission", Tene).
 */
final class OltpLoad implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int PER_SECOND = 400;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Client> clients = new ArrayList<>();

    private OltpLoad() {}

    static OltpLoad start(Dataset dataset, String jdbcUrl) throws SQLException {
        OltpLoad load = new OltpLoad();
        for (int i = 0; i < CONNECTIONS; i++) {
            load.clients.add(load.new Client(dataset.server().connect(jdbcUrl), dataset.rows(), i));
        }
        load.clients.forEach(client -> client.thread.start());
        return load;
    }

    /** Stops it when every operation that was due is done, and gives all latencies in nanoseconds. */
    Histogram stop() throws InterruptedException {
        stopped.set(true);
        Histogram all = new Histogram(LONGEST_NANOS, 3);
        for (Client client : clients) {
            client.thread.join();
            client.requireWell();
            all.add(client.latencies);
        }
        return all;
    }

    /** Drops what was measured so far. */
    @Override
    public void close() throws SQLException {
        stopped.set(true);
        for (Client client : clients) {
            client.connection.close();
        }
    }

    private final class Client {

        private final Connection connection;
        private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
        private final Operations operations;
        private final Thread thread = Thread.ofPlatform().name("oltp").daemon().unstarted(this::run);
        private volatile @Nullable SQLException failure;

        private Client(Connection connection, long rows, long seed) throws SQLException {
            this.connection = connection;
            this.operations = new Operations(connection, rows, seed);
        }

        private void run() {
            long every = 1_000_000_000L * CONNECTIONS / PER_SECOND;
            long due = System.nanoTime();
            try {
                while (!stopped.get()) {
                    due += every;
                    long early = due - System.nanoTime();
                    if (early > 0) {
                        LockSupport.parkNanos(early);
                    }
                    operations.next();
                    latencies.recordValue(Math.max(0, System.nanoTime() - due));
                }
            } catch (SQLException e) {
                failure = e;
            }
        }

        private void requireWell() {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
