package dev.quipu.consumers.dialect;

import java.sql.SQLException;

/** A database error with the line of the script that it is about. */
public final class LocatedException extends SQLException {

    private static final long serialVersionUID = 1;

    private final int line;

    /** @param line counted from 1 */
    public LocatedException(SQLException error, int line) {
        super(error.getMessage(), error.getSQLState(), error.getErrorCode(), error);
        this.line = line;
    }

    /** In the script, counted from 1. */
    public int line() {
        return line;
    }
}
