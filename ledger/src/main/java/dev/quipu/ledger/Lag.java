package dev.quipu.ledger;

import java.time.Duration;

/**
 * How far a state is behind the log.
 *
 * @param records that the broker has said to be there and that are not folded yet
 * @param time since when there have been any without a break
 */
public record Lag(long records, Duration time) {

    /** It has all that the broker has told of. */
    public static final Lag NONE = new Lag(0, Duration.ZERO);
}
