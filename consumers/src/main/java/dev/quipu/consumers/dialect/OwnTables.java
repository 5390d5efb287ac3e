package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

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

    /**
     * A call that fails unless the fence was moved to {@code epoch} by an earlier call of the same transaction; null if
     * another connection has to be asked, since the product can't tell.
     */
    default @Nullable Call requireMoved(long epoch) {
        return null;
    }

    /** Whether an error is that of {@link #requireMoved}. */
    default boolean isNotMoved(SQLException e) {
        return false;
    }
}
