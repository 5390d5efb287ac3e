package dev.quipu.consumers.dialect.mysql;

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

/** MariaDB and MySQL, which are one dialect here: what differs between the two is asked of the server. */
public final class MysqlDialect implements Dialect {

    private final Sessions sessions = new MysqlSessions();
    private final OwnTables ownTables = new MysqlTables();
    private final LockRules locks = new MysqlLocks();
    private final ErrorRules errors = new MysqlErrors();
    private final RowSql rows = new MysqlRowSql();
    private final CopySql copies = new MysqlCopySql();
    private final KeysetSql keyset = new MysqlKeyset();

    @Override
    public List<String> names() {
        return List.of("mariadb", "mysql");
    }

    @Override
    public boolean serves(String jdbcUrl) {
        return MysqlSessions.isOurs(jdbcUrl);
    }

    @Override
    public boolean hasTransactionalDdl() {
        return false;
    }

    @Override
    public SqlScript parse(String script) {
        return SqlScript.parseMysql(script);
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
        return rows;
    }

    @Override
    public CopySql copies() {
        return copies;
    }

    @Override
    public CatalogProbe probe(Connection connection) {
        return new MysqlProbe(connection);
    }

    @Override
    public Catalog catalog(Connection connection) {
        return new MysqlCatalog(connection);
    }

    @Override
    public KeysetSql keyset() {
        return keyset;
    }

    @Override
    public LoadSignals signals(Connection connection) {
        return new MysqlSignals(connection);
    }
}
