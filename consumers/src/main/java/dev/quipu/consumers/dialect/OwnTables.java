package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Where Quipu's own tables are in a target's database, and how to write to them. They hold no secrets. Thread-safe. */
public interface OwnTables {

    /** Makes what is missing. */
    void create(Connection connection) throws SQLException;

    /**
     * Quipu's own SQL in this database's spelling.
     *
     * @param portable SQL that every database understands, but for its names: tables are written {@code quipu.name},
     *     and names that need quotes are in double ones
     */
    String sql(String portable);

    /**
     * An INSERT that does nothing if there is such a row already.
     *
     * @param insert as for {@link #sql}, with one row of VALUES
     * @param key the unique column that tells
     */
    String insertIfAbsent(String insert, String key);
}
