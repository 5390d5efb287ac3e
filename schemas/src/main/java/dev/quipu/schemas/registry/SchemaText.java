package dev.quipu.schemas.registry;

/** A schema as its author wrote it. */
public record SchemaText(SchemaType type, String text) {}
