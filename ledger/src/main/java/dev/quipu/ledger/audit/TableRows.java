package dev.quipu.ledger.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A table to which rows are appended, column by column in their order. For one thread. */
final class TableRows implements AutoCloseable {

    private final DuckDBAppender appender;

    TableRows(DuckDBConnection connection, String table) {
        try {
            this.appender = connection.createAppender(table);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    TableRows begin() {
        return append(DuckDBAppender::beginRow);
    }

    void end() {
        append(DuckDBAppender::endRow);
    }

    TableRows none() {
        return append(DuckDBAppender::appendNull);
    }

    TableRows number(long value) {
        return append(to -> to.append(value));
    }

    TableRows number(@Nullable Long value) {
        return value == null ? none() : number(value.longValue());
    }

    TableRows small(int value) {
        return append(to -> to.append(value));
    }

    TableRows small(@Nullable Integer value) {
        return value == null ? none() : small(value.intValue());
    }

    TableRows flag(boolean value) {
        return append(to -> to.append(value));
    }

    TableRows text(@Nullable Object value) {
        return value == null ? none() : append(to -> to.append(value.toString()));
    }

    TableRows time(@Nullable Instant value) {
        return value == null
                ? none()
                : append(to -> to.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, value)));
    }

    TableRows id(@Nullable UUID value) {
        return value == null
                ? none()
                : append(to -> to.appendUUID(value.getMostSignificantBits(), value.getLeastSignificantBits()));
    }

    TableRows bytes(byte[] value) {
        return append(to -> to.append(value));
    }

    TableRows map(@Nullable Map<String, String> value) {
        return value == null ? none() : append(to -> to.append(value));
    }

    void flush() {
        append(DuckDBAppender::flush);
    }

    /** What is not flushed is lost. */
    @Override
    public void close() {
        append(to -> {
            to.close();
            return to;
        });
    }

    @FunctionalInterface
    private interface Append {
        @Nullable
        Object to(DuckDBAppender appender) throws SQLException;
    }

    private TableRows append(Append action) {
        try {
            Object unused = action.to(appender);
            return this;
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
