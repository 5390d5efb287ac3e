package dev.quipu.consumers.lock;

import static org.awaitility.Awaitility.await;

import dev.quipu.consumers.TestPostgres;
import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.Dialects;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.ledger.change.Timeouts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A database with a table {@code t}, the two connections of an agent, and somebody else's. */
final class LockScene implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final Dialect dialect = Dialects.named("postgresql").orElseThrow();
    final String url = TestPostgres.freshDatabase();
    final Connection control = connect("");
    final Connection scripts = dialect.sessions().connectForScripts(url, "postgres", "postgres");
    final Connection other = connect("&ApplicationName=report");
    final Waits waits = new Waits();
    final TestOrders orders = new TestOrders();

    LockScene() throws SQLException {
        execute(control, "CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'a')");
    }

    private Connection connect(String more) throws SQLException {
        return DriverManager.getConnection(url + more);
    }

    /** Somebody else's transaction, of which the statement is the first, when it is more than a second old. */
    void othersLongTransaction(String statement) throws SQLException {
        other.setAutoCommit(false);
        execute(other, statement);
        await().atMost(PATIENCE).until(() -> query(control, """
            SELECT now() - xact_start > interval '1 second' FROM pg_stat_activity WHERE application_name = 'report'
                AND datname = current_database()
            """).equals("t"));
    }

    StepLocks locks(Timeouts timeouts) throws SQLException {
        return locks(control, timeouts);
    }

    StepLocks locks(Connection bookkeeping, Timeouts timeouts) throws SQLException {
        return new StepLocks(
                dialect.locks(), bookkeeping, scripts, timeouts, Budget.of(timeouts), waits, orders, new Random(7));
    }

    /** An agent's transaction that runs a statement under watch. */
    CompletableFuture<String> running(StepLocks locks, String... script) {
        return async(() -> {
            scripts.setAutoCommit(false);
            try {
                locks.limitTransaction();
                for (String sql : script) {
                    locks.watched(() -> execute(scripts, sql));
                }
                scripts.commit();
            } finally {
                scripts.rollback();
                scripts.setAutoCommit(true);
            }
            return "done";
        });
    }

    /** {@code done}, or what kept it from that. */
    static CompletableFuture<String> async(Callable<String> work) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    void awaitWait() {
        await().atMost(PATIENCE).until(() -> !waits.what.isEmpty());
    }

    List<SqlStatement> parse(String sql) {
        return dialect.parse(sql).statements();
    }

    String session(Connection connection) throws SQLException {
        return dialect.locks().session(connection);
    }

    /** How many locks of this database nobody has been given yet. */
    String ungranted() throws SQLException {
        return query(control, """
            SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE NOT granted AND datname = current_database()
            """);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return Objects.requireNonNullElse(row.getString(1), "null");
        }
    }

    @Override
    public void close() throws SQLException {
        other.close();
        scripts.close();
        control.close();
    }
}
