package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.OwnTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Quipu's own tables in a schema of their own. */
final class PostgresTables implements OwnTables {

    private static final String DDL = """
        CREATE SCHEMA IF NOT EXISTS quipu;
        CREATE TABLE IF NOT EXISTS quipu.fence (
            only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
            target   text   NOT NULL,
            epoch    bigint NOT NULL
        );
        CREATE TABLE IF NOT EXISTS quipu.history (
            seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            change          text   NOT NULL,
            step            int    NOT NULL,
            direction       text   NOT NULL,
            name            text   NOT NULL,
            digest          text   NOT NULL,
            order_id        uuid   NOT NULL,
            attempt         int    NOT NULL,
            epoch           bigint NOT NULL,
            duration_micros bigint NOT NULL,
            at              timestamptz NOT NULL DEFAULT now(),
            UNIQUE (change, step, direction, order_id)
        );
        CREATE TABLE IF NOT EXISTS quipu.journal (
            change     text   NOT NULL,
            step       int    NOT NULL,
            direction  text   NOT NULL,
            unit       int    NOT NULL,
            digest     text   NOT NULL,
            epoch      bigint NOT NULL,
            started_at timestamptz NOT NULL DEFAULT now(),
            done_at    timestamptz,
            PRIMARY KEY (change, step, direction, unit)
        );
        ALTER TABLE quipu.journal ADD COLUMN IF NOT EXISTS witness text NOT NULL DEFAULT '';
        CREATE TABLE IF NOT EXISTS quipu.outbox (
            seq   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id    uuid  NOT NULL UNIQUE,
            entry bytea NOT NULL
        );
        CREATE TABLE IF NOT EXISTS quipu.mismatch (
            change    text NOT NULL,
            step      int  NOT NULL,
            place     int  NOT NULL,
            found     text NOT NULL,
            row_key   text NOT NULL,
            differing text NOT NULL,
            at        timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (change, step, place)
        );
        CREATE TABLE IF NOT EXISTS quipu.backup (
            seq            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            change         text   NOT NULL,
            step           int    NOT NULL,
            copy_name      text   NOT NULL,
            source         text   NOT NULL,
            row_count      bigint NOT NULL,
            retain_seconds bigint NOT NULL,
            made_at        timestamptz NOT NULL DEFAULT now(),
            dropped_at     timestamptz
        );
        CREATE TABLE IF NOT EXISTS quipu.backfill (
            change        text   NOT NULL,
            step          int    NOT NULL,
            direction     text   NOT NULL,
            reached       text,
            goal          text   NOT NULL,
            scanned       bigint NOT NULL,
            changed       bigint NOT NULL,
            batches       bigint NOT NULL,
            quarantined   bigint NOT NULL,
            accepted      bigint NOT NULL,
            accepted_at   bigint NOT NULL,
            held_micros   bigint NOT NULL,
            worked_micros bigint NOT NULL,
            batch_size    int    NOT NULL,
            PRIMARY KEY (change, step, direction)
        );
        CREATE TABLE IF NOT EXISTS quipu.quarantine (
            seq       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            change    text NOT NULL,
            step      int  NOT NULL,
            direction text NOT NULL,
            row_key   text NOT NULL,
            sql_state text NOT NULL,
            message   text NOT NULL,
            at        timestamptz NOT NULL DEFAULT now()
        );
        """;

    @Override
    public void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exist(statement)) {
                statement.execute("SET client_min_messages = warning");
                statement.execute(DDL);
                statement.execute("RESET client_min_messages");
            }
        }
    }

    /** Looked up first: IF NOT EXISTS asks for the right to create, which an agent may not have. */
    private static boolean exist(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
            SELECT count(*) + (SELECT count(*) FROM pg_attribute
                               WHERE attrelid = to_regclass('quipu.journal') AND attname = 'witness')
            FROM pg_class
            WHERE oid IN (to_regclass('quipu.fence'), to_regclass('quipu.history'),
                          to_regclass('quipu.journal'), to_regclass('quipu.outbox'),
                          to_regclass('quipu.mismatch'), to_regclass('quipu.backfill'),
                          to_regclass('quipu.quarantine'), to_regclass('quipu.backup'))
            """)) {
            return row.next() && row.getInt(1) == 9;
        }
    }

    @Override
    public String sql(String portable) {
        return portable;
    }

    /** A row's {@code xmin} is the transaction that wrote this version of it. */
    @Override
    public Call requireMoved(long epoch) {
        return Call.of(
                "SELECT 1 / count(*) FROM quipu.fence WHERE epoch = ? AND xmin = pg_current_xact_id()::xid", epoch);
    }

    /** Division by zero. */
    @Override
    public boolean isNotMoved(SQLException e) {
        return "22012".equals(e.getSQLState());
    }

    @Override
    public String insertIfAbsent(String insert, String key) {
        return "%s ON CONFLICT (%s) DO NOTHING".formatted(insert, key);
    }
}
