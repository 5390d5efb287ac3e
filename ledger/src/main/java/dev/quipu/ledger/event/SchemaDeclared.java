package dev.quipu.ledger.event;

/**
 * From here on, entries framed with an id of a schema registry have this schema. So the ledger itself says what its
 * bytes mean, and no reader needs the registry.
 *
 * @param fingerprint CRC-64-AVRO of the schema
 */
public record SchemaDeclared(int registryId, long fingerprint) implements LedgerEvent {
    @Override
    public StreamId stream() {
        return StreamId.LEDGER;
    }
}
