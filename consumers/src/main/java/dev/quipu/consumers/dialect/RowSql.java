package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** What products spell differently when rows are read and compared. Thread-safe. */
public interface RowSql {

    /**
     * Has the transaction that is about to begin write nothing and see one state of the data from its first query on.
     */
    void beginSnapshot(Connection connection) throws SQLException;

    /** A condition that holds where two values differ; nulls are equal to each other. */
    String differ(String one, String other);

    /** Whether there is a {@code FULL JOIN}. */
    boolean hasFullJoin();
}
