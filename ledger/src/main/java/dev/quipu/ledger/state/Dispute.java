package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.PublicKey;

/**
 * A notary signed another log than this one. One of the two was altered, or the notary is not to be trusted any more:
 * the dispute ends when its key is revoked.
 *
 * @param key of the notary
 * @param size how many entries the checkpoint is about
 * @param signed the root that the notary signed
 * @param found the root that the log has
 */
public record Dispute(PublicKey key, long size, Digest signed, Digest found, Stamp stamp) {}
