package dev.quipu.schemas.registry;

/** What a schema is written in. The names are those of a registry's REST API. */
public enum SchemaType {
    /** Apache Avro. */
    AVRO,
    /** JSON Schema. */
    JSON,
    /** Protocol Buffers. */
    PROTOBUF
}
