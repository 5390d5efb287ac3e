package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * Who said something, when, and where it stands in the log.
 *
 * @param id the entry's request id
 * @param number the entry's place in the log, dense from 0
 * @param at the broker's time
 */
public record Stamp(UUID id, long number, Instant at, Actor actor) {}
