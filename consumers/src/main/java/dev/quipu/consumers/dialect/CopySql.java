package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where a database product keeps the copies that backup steps make. Thread-safe. */
public interface CopySql {

    /** The table of a copy as SQL, where the copy's name is one of {@code quipu.backup}. */
    String table(String copy);

    /** Makes what copies are kept in. */
    void prepare(Connection connection) throws SQLException;

    /** Whether there is such a table. */
    boolean exists(Connection connection, String copy) throws SQLException;

    /** A statement that gives a copy another name. */
    String rename(String copy, String newName);

    /**
     * A statement that inserts the rows of a copy that its table lacks.
     *
     * @param table as SQL
     */
    String insertMissing(String table, String copy);

    /**
     * A statement that puts columns back to what they are in a copy.
     *
     * @param table as SQL
     * @param columns their names
     * @param key the name of the column that tells which row is which
     */
    String putBack(String table, String copy, List<String> columns, String key);

    /** An expression: how many seconds ago a time was, by the database's clock. */
    String secondsSince(String time);
}
