package dev.quipu.consumers.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a database's catalog says of tables. For one thread. */
public interface Catalog {

    /**
     * The table that SQL means by a name; empty if there is none, or if it is a view or something else.
     *
     * @param name as written in SQL, possibly with a schema and in quotes
     */
    Optional<TableName> find(String name) throws SQLException;

    /** The keys by which the table can be walked: the primary key first, then others by name; possibly none. */
    List<TableKey> keys(TableName table) throws SQLException;

    /** How many rows the database believes to be in the table; empty if it has no idea. */
    OptionalLong estimatedRows(TableName table) throws SQLException;
}
