package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import java.util.List;
import java.util.Optional;

/**
 * A record as it is in the log, whatever it means.
 *
 * @param number its place, dense from 0
 * @param timestamp the broker's, in milliseconds since 1970
 * @param leaf its hash in the log's Merkle tree
 */
public record LogRecord(
        long number,
        long timestamp,
        Optional<Content> key,
        Optional<Content> value,
        List<LogHeader> headers,
        Digest leaf) {

    /** One of its headers. */
    public record LogHeader(String name, Optional<Content> value) {}
}
