package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.util.List;

/**
 * What differs between database products when changes are applied to them. One public class with a constructor without
 * arguments per product, named in {@code META-INF/services}; see {@link Dialects}. Thread-safe.
 */
public interface Dialect {

    /** What services call it, such as {@code postgresql}; the first is its own name. */
    List<String> names();

    /** Whether databases at this JDBC URL speak it. */
    boolean serves(String jdbcUrl);

    /** Whether a transaction can take back what a statement does to the schema. */
    boolean hasTransactionalDdl();

    /** Splits a script into its statements. Never fails: what the server would not understand ends up in some. */
    SqlScript parse(String script);

    /** How to connect, and what a session is told. */
    Sessions sessions();

    /** Quipu's own tables in a target's database. */
    OwnTables ownTables();

    /** Locks, and limits of how long to wait for them. */
    LockRules locks();

    /** What errors mean, and what of them may be told. */
    ErrorRules errors();

    /** How rows are read and compared. */
    RowSql rows();

    /** Where copies of rows are kept. */
    CopySql copies();

    /** The catalog as witness of what a statement did. {@code connection} must be in autocommit mode. */
    CatalogProbe probe(Connection connection);

    /** What the catalog says of tables. */
    Catalog catalog(Connection connection);

    /** How tables are walked along a key. */
    KeysetSql keyset();

    /** How busy the database is. {@code connection} must be in autocommit mode. */
    LoadSignals signals(Connection connection);
}
