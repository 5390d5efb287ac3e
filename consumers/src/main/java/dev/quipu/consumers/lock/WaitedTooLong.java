package dev.quipu.consumers.lock;

import java.sql.SQLException;

/** A statement waited longer for a lock than it may, and was broken off; it had no effect. */
public final class WaitedTooLong extends SQLException {

    private static final long serialVersionUID = 1;

    WaitedTooLong(String message, SQLException cause) {
        super(message, cause);
    }
}
