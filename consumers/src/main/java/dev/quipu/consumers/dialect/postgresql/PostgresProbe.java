package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.CatalogProbe;
import dev.quipu.consumers.dialect.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's catalog as witness. {@code CREATE INDEX CONCURRENTLY} leaves an invalid index when it fails or its
 * session dies.
 */
final class PostgresProbe implements CatalogProbe {

    /** An index that exists. */
    private record Found(String qualifiedName, boolean valid) {}

    private final Connection connection;

    /** @param connection in autocommit mode */
    PostgresProbe(Connection connection) {
        this.connection = connection;
    }

    @Override
    public String witness(SqlStatement statement) {
        return "";
    }

    @Override
    public Verdict verdict(SqlStatement statement, String witness) throws SQLException {
        ConcurrentIndex index = ConcurrentIndex.of(statement);
        if (index != null) {
            return verdict(index);
        }
        return switch (statement.word(0)) {
            case "VACUUM", "REINDEX", "CLUSTER", "DISCARD" -> Verdict.RUN;
            case "ALTER" -> statement.word(1).equals("SYSTEM") ? Verdict.RUN : Verdict.UNDECIDABLE;
            default -> Verdict.UNDECIDABLE;
        };
    }

    private Verdict verdict(ConcurrentIndex index) throws SQLException {
        if (index.isUnnamed()) {
            return Verdict.UNDECIDABLE;
        }
        Found found = find(index);
        if (!index.isCreated()) {
            return found == null ? Verdict.TOOK_EFFECT : Verdict.RUN;
        }
        if (found != null && found.valid()) {
            return Verdict.TOOK_EFFECT;
        }
        dropInvalid(index);
        return Verdict.RUN;
    }

    /** IF NOT EXISTS is content with an index that somebody else's concurrent build has left invalid. */
    @Override
    public @Nullable String ruin(SqlStatement statement) throws SQLException {
        ConcurrentIndex index = ConcurrentIndex.of(statement);
        Found found = index == null || !index.isCreated() || index.isUnnamed() ? null : find(index);
        return index == null || found == null || found.valid() ? null : index.name();
    }

    @Override
    public void cleanUp(SqlStatement statement) throws SQLException {
        ConcurrentIndex index = ConcurrentIndex.of(statement);
        if (index != null) {
            dropInvalid(index);
        }
    }

    /** Removes what a concurrent build that failed has left; any other index stays. */
    private void dropInvalid(ConcurrentIndex index) throws SQLException {
        Found found = index.isCreated() && !index.isUnnamed() ? find(index) : null;
        if (found != null && !found.valid()) {
            try (Statement drop = connection.createStatement()) {
                drop.execute("DROP INDEX CONCURRENTLY " + found.qualifiedName());
            }
        }
    }

    private @Nullable Found find(ConcurrentIndex index) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
            SELECT format('%I.%I', n.nspname, c.relname), i.indisvalid
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE CASE WHEN ?::text = '' THEN i.indexrelid = to_regclass(?)
                       ELSE i.indrelid = to_regclass(?) AND c.relname = (parse_ident(?))[1] END
            """)) {
            query.setString(1, index.table());
            query.setString(2, index.name());
            query.setString(3, index.table());
            query.setString(4, index.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Found(row.getString(1), row.getBoolean(2)) : null;
            }
        }
    }
}
