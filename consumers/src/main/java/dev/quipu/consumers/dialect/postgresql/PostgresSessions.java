package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.Sessions;
import dev.quipu.consumers.dialect.SqlScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * PostgreSQL's sessions. The locks are session advisory locks, polled in their try form: a blocked one would hold a
 * snapshot and deadlock {@code CREATE INDEX CONCURRENTLY}. Advisory locks are per database, and a database has one
 * target.
 */
final class PostgresSessions implements Sessions {

    private static final List<Call> RESET_SETTINGS = calls("SET SESSION AUTHORIZATION DEFAULT", "RESET ALL");

    private static final List<Call> RESET = calls(
            "SET SESSION AUTHORIZATION DEFAULT",
            "RESET ALL",
            "DEALLOCATE ALL",
            "CLOSE ALL",
            "UNLISTEN *",
            "DISCARD PLANS",
            "DISCARD TEMP",
            "DISCARD SEQUENCES");

    private static final List<Call> COMMIT = calls("COMMIT");

    private static List<Call> calls(String... sql) {
        return Stream.of(sql).map(Call::of).toList();
    }

    /** "quipu" in ASCII. */
    private static final long AGENT_LOCK = 0x71_7569_7075L;

    /**
     * Lets the driver send its settings at connect, so that RESET ALL keeps them, the application's name among them.
     */
    private static final String OLDEST_SERVER = "13";

    private static final Set<String> READS = Set.of("SELECT", "TABLE", "VALUES");

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    @Override
    public Connection connect(String jdbcUrl, String user, String password) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, properties(user, password));
    }

    /**
     * The driver sends scripts to the server whole, without taking them apart, and only what it prepares, Quipu's own,
     * with the extended protocol; unnamed, since a script may deallocate whatever has a name.
     */
    @Override
    public Connection connectForScripts(String jdbcUrl, String user, String password) throws SQLException {
        Properties properties = properties(user, password);
        PGProperty.PREFER_QUERY_MODE.set(properties, "extendedForPrepared");
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    private static Properties properties(String user, String password) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.APPLICATION_NAME.set(properties, "quipu-agent");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, OLDEST_SERVER);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }

    @Override
    public boolean tryLock(Connection connection, Lock lock) throws SQLException {
        long key =
                switch (lock) {
                    case AGENT -> AGENT_LOCK;
                    case SCRIPTS -> AGENT_LOCK + 1;
                };
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(%d)".formatted(key))) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Like {@code DISCARD ALL}, which would give up the locks too. */
    @Override
    public void reset(Connection connection) throws SQLException {
        send(connection, RESET);
    }

    @Override
    public void resetSettings(Connection connection) throws SQLException {
        send(connection, RESET_SETTINGS);
    }

    /** Whole, in one message. A later statement's error comes only when its result is read. */
    @Override
    public void run(Connection connection, SqlScript script) throws SQLException {
        if (!script.isEmpty()) {
            execute(connection, script.text());
        }
    }

    /** The driver keeps all rows of a statement that it sends as it is, whatever its limit. */
    @Override
    public String limited(SqlScript query, int rows) {
        boolean reads = query.statements().size() == 1
                && READS.contains(query.statements().getFirst().word(0));
        return reads
                ? "SELECT * FROM (%s\n) AS limited LIMIT %d"
                        .formatted(query.statements().getFirst().text(), rows)
                : query.text();
    }

    /** Deferred constraints are checked, and constraint triggers run, in the script's own message. */
    @Override
    public void runToTheEnd(Connection connection, SqlScript script) throws SQLException {
        if (!script.isEmpty()) {
            execute(connection, script.text() + "\n;\nSET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
        }
    }

    @Override
    public List<Answer> send(Connection connection, List<Call> calls) throws SQLException {
        return PostgresCalls.send(connection, calls);
    }

    @Override
    public List<Answer> begin(Connection scripts, List<Call> calls) throws SQLException {
        scripts.setAutoCommit(false);
        List<Answer> answers = PostgresCalls.sendWhole(scripts, together(RESET, calls));
        return answers.subList(RESET.size(), answers.size());
    }

    @Override
    public void commit(Connection scripts, List<Call> calls) throws SQLException {
        PostgresCalls.sendWhole(scripts, together(RESET_SETTINGS, together(calls, COMMIT)));
    }

    private static List<Call> together(List<Call> first, List<Call> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
