package dev.quipu.consumers.dialect;

import java.time.Duration;

/**
 * How long the statements of a session may take. {@link Duration#ZERO} is no limit.
 *
 * @param lockWait how long a statement waits for a lock
 * @param statement how long a statement runs
 * @param idleInTransaction how long a transaction may be open without a statement
 */
public record TimeLimits(Duration lockWait, Duration statement, Duration idleInTransaction) {}
