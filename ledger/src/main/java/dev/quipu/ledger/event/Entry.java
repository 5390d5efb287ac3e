package dev.quipu.ledger.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of the ledger: an envelope and an event.
 *
 * @param id request id: the same entry sent twice counts once
 * @param at the writer's clock, in microseconds; the fold goes by the broker's
 * @param stream what the event is about
 * @param expectedRevision the stream's revision that the writer decided on, or null for a fact, which holds at any
 * @param causation id of the entry that led to this one
 * @param correlation id shared by the entries of one piece of work
 */
public record Entry(
        UUID id,
        Instant at,
        Actor actor,
        StreamId stream,
        @Nullable Long expectedRevision,
        @Nullable UUID causation,
        @Nullable UUID correlation,
        LedgerEvent event) {}
