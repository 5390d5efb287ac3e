package dev.quipu.ledger.audit;

import dev.quipu.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a store. Its SQL reads the store and nothing else: no other file, no network, no setting. For one
 * thread, but {@link #cancel} may come from any.
 */
public final class StoreReader implements AutoCloseable {

    private static final String ACCESS = "access_log";

    private final StoreLock lock;
    private final StoreFiles files;
    private final DuckDBConnection connection;
    private final @Nullable Path output;
    private volatile @Nullable Statement running;

    private StoreReader(StoreLock lock, StoreFiles files, DuckDBConnection connection, @Nullable Path output) {
        this.lock = lock;
        this.files = files;
        this.connection = connection;
        this.output = output;
    }

    static StoreReader open(StoreFiles files, Duration patience, @Nullable Path output)
            throws IOException, SQLException {
        StoreLock lock = StoreLock.toRead(files.lock(), patience);
        try {
            return new StoreReader(lock, files, StoreConnection.reading(files.database(), output), output);
        } catch (SQLException | RuntimeException e) {
            lock.release();
            throw e;
        }
    }

    /**
     * The answer to a query.
     *
     * @param variables what {@code getvariable} gives in it
     * @param most how many rows are given at most
     * @throws QueryException if it is no query, or it fails
     */
    public Answer ask(String sql, Map<String, Variable> variables, int most) {
        return answering(() -> {
            prepare(sql, variables);
            try (Statement statement = connection.createStatement()) {
                running = statement;
                try (ResultSet result = statement.executeQuery(sql)) {
                    return answer(sql, result, most);
                }
            }
        });
    }

    /**
     * Writes the answer to the output file.
     *
     * @return how many rows
     * @throws QueryException if it is no query, or it fails
     */
    public long write(String sql, Map<String, Variable> variables, FileKind kind) {
        Path file = Objects.requireNonNull(output, "opened without an output");
        return answering(() -> {
            prepare(sql, variables);
            String copy = "COPY (%s\n) TO %s (%s)"
                    .formatted(
                            withoutEnd(sql),
                            SqlText.quoted(file.toAbsolutePath().toString()),
                            kind.options());
            try (Statement statement = connection.createStatement()) {
                running = statement;
                return statement.executeLargeUpdate(copy);
            }
        });
    }

    private static String withoutEnd(String sql) {
        String text = sql.strip();
        return text.endsWith(";") ? withoutEnd(text.substring(0, text.length() - 1)) : text;
    }

    /** Ends the question that is being answered. */
    public void cancel() {
        Statement now = running;
        if (now != null) {
            try {
                now.cancel();
            } catch (SQLException e) {
                // it has ended
            }
        }
    }

    private void prepare(String sql, Map<String, Variable> variables) throws SQLException {
        SelectOnly.require(connection, sql);
        if (sql.contains(ACCESS)) {
            loadAccessLog();
        }
        for (Map.Entry<String, Variable> variable : variables.entrySet()) {
            String set = "SET VARIABLE \"%s\" = CAST(? AS %s)"
                    .formatted(variable.getKey(), variable.getValue().type());
            try (PreparedStatement statement = connection.prepareStatement(set)) {
                statement.setString(1, variable.getValue().text());
                statement.execute();
            }
        }
    }

    private void loadAccessLog() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE access_log (asked_at TIMESTAMP, os_user VARCHAR,"
                    + " actor VARCHAR, command VARCHAR, question VARCHAR, output VARCHAR)");
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", ACCESS)) {
            for (AccessLog.Access access : new AccessLog(files.access()).all()) {
                appender.beginRow()
                        .appendEpochMicros(access.at().toEpochMilli() * 1000)
                        .append(access.user())
                        .append(access.actor())
                        .append(access.command())
                        .append(access.question())
                        .append(access.output())
                        .endRow();
            }
        } catch (IOException e) {
            throw new SQLException("the log of who asked can't be read: " + e.getMessage(), e);
        }
    }

    private Answer answer(String sql, ResultSet result, int most) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.add(result.getMetaData().getColumnLabel(i));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (rows.size() < most && result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(Values.of(result, i));
            }
            rows.add(row);
        }
        boolean more = rows.size() == most && result.next();
        return new Answer(columns, rows, more ? count(sql) : rows.size());
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            try (ResultSet result = statement.executeQuery("SELECT count(*) FROM (%s\n)".formatted(withoutEnd(sql)))) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T answer() throws SQLException;
    }

    private <T> T answering(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            int end = message.indexOf("\n\n");
            throw new QueryException(
                    (end < 0 ? message : message.substring(0, end)).replaceAll("\\s+", " "),
                    "See which tables and columns there are: quipu audit tables");
        } finally {
            running = null;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            lock.release();
        } catch (SQLException | IOException e) {
            throw new LedgerException.Unavailable(
                    "the audit store %s can't be closed: %s".formatted(files.database(), e.getMessage()),
                    "Try again.",
                    e);
        }
    }
}
