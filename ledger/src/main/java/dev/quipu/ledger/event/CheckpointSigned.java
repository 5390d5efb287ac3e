package dev.quipu.ledger.event;

/**
 * A notary's word for the first entries of the log.
 *
 * @param size how many entries
 * @param root of their Merkle tree (RFC 6962)
 * @param note the checkpoint as a signed note (C2SP tlog-checkpoint)
 */
public record CheckpointSigned(long size, Digest root, String note) implements LedgerEvent {
    @Override
    public StreamId stream() {
        return StreamId.CHECKPOINT;
    }
}
