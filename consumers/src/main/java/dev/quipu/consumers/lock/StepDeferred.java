package dev.quipu.consumers.lock;

import java.sql.SQLException;

/** A step is left for later; none of its statements in question had an effect. */
public final class StepDeferred extends SQLException {

    private static final long serialVersionUID = 1;

    StepDeferred(String why) {
        super(why);
    }
}
