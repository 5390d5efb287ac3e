package dev.quipu.schemas;

/** What the bytes of a record turned out to be. */
public sealed interface Decoded<T> {

    /** A well-formed value. */
    record Value<T>(T value) implements Decoded<T> {}

    /** Bytes that no version of the format gives meaning to: the same verdict for every reader. */
    record Garbage<T>(String reason) implements Decoded<T> {}

    /**
     * Bytes that a newer writer made: this reader must stop, since skipping them would make processes disagree.
     *
     * @param fingerprint CRC-64-AVRO of the writer's schema
     */
    record UnknownSchema<T>(long fingerprint) implements Decoded<T> {}
}
