package dev.quipu.consumers.lock;

import java.sql.SQLException;

/** A statement waited longer for a lock than it may, and was broken off; it had no effect. */
public final class WaitedTooLong extends SQLException {

    private static final long serialVersionUID = 1;

    private final String why;

    WaitedTooLong(String why, SQLException cause) {
        super(why, cause);
        this.why = why;
    }

    /** What it waited for; without row data. */
    public String why() {
        return why;
    }
}
