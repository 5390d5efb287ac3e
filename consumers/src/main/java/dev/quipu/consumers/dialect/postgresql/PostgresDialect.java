package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Catalog;
import dev.quipu.consumers.dialect.CatalogProbe;
import dev.quipu.consumers.dialect.CopySql;
import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.ErrorRules;
import dev.quipu.consumers.dialect.KeysetSql;
import dev.quipu.consumers.dialect.LoadSignals;
import dev.quipu.consumers.dialect.LockRules;
import dev.quipu.consumers.dialect.OwnTables;
import dev.quipu.consumers.dialect.RowSql;
import dev.quipu.consumers.dialect.Sessions;
import dev.quipu.consumers.dialect.SqlScript;
import java.sql.Connection;
import java.util.List;

/** PostgreSQL: whatever it doesn't refuse to do in a transaction can be taken back. */
public final class PostgresDialect implements Dialect {

    private final Sessions sessions = new PostgresSessions();
    private final OwnTables ownTables = new PostgresTables();
    private final LockRules locks = new PostgresLocks();
    private final ErrorRules errors = new PostgresErrors();
    private final KeysetSql keyset = new PostgresKeyset();

    @Override
    public List<String> names() {
        return List.of("postgresql");
    }

    @Override
    public boolean serves(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    @Override
    public boolean hasTransactionalDdl() {
        return true;
    }

    @Override
    public SqlScript parse(String script) {
        return SqlScript.parse(script);
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public OwnTables ownTables() {
        return ownTables;
    }

    @Override
    public LockRules locks() {
        return locks;
    }

    @Override
    public ErrorRules errors() {
        return errors;
    }

    @Override
    public RowSql rows() {
        return new PostgresRowSql();
    }

    @Override
    public CopySql copies() {
        return new PostgresCopySql();
    }

    @Override
    public CatalogProbe probe(Connection connection) {
        return new PostgresProbe(connection);
    }

    @Override
    public Catalog catalog(Connection connection) {
        return new PostgresCatalog(connection);
    }

    @Override
    public KeysetSql keyset() {
        return keyset;
    }

    @Override
    public LoadSignals signals(Connection connection) {
        return new PostgresSignals(connection);
    }
}
