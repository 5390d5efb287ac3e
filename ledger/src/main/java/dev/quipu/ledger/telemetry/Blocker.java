package dev.quipu.ledger.telemetry;

import java.time.Duration;

/**
 * A session of a target's database that others wait for. Never its query.
 *
 * @param session its id in the database
 * @param application the name that it goes by there; empty if it has none
 * @param age of its transaction
 * @param state as the database words it, such as {@code idle in transaction}
 */
public record Blocker(String session, String application, Duration age, String state) {}
