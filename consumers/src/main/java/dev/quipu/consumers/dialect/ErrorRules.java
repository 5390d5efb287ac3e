package dev.quipu.consumers.dialect;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a database product's errors mean, and what of them may be told. Thread-safe. */
public interface ErrorRules {

    /** Whether only a lock or another session stood in the way: nothing happened, and a moment later it may work. */
    boolean isTransient(SQLException e);

    /** Whether the name was taken: then what has it is not ours. */
    boolean isDuplicateName(SQLException e);

    /** Whether the same statement may work without a transaction around it; it had no effect. */
    boolean isRefusedInTransaction(SQLException e);

    /** The server's message without any value of a row; null if it is not the server's. */
    @Nullable
    String message(SQLException e);

    /**
     * The line of the executed text that the error is about, counted from 1; 0 if nobody knows.
     *
     * @param executed what was executed
     */
    int line(SQLException e, String executed);
}
