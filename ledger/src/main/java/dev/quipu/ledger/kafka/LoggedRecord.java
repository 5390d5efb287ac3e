package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Signature;
import dev.quipu.schemas.Decoded;
import java.time.Instant;

/**
 * A record as it stands in the log.
 *
 * @param number its place, dense from 0
 * @param offset Kafka's, which may have gaps
 * @param at the broker's time
 * @param content the entry, or why it is none
 * @param signature what was found of it
 * @param leaf its hash in the log's Merkle tree
 * @param bytes of its value
 */
public record LoggedRecord(
        long number, long offset, Instant at, Decoded<Entry> content, Signature signature, Digest leaf, int bytes) {}
