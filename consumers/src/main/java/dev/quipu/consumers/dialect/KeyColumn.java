package dev.quipu.consumers.dialect;

/**
 * One column of a key.
 *
 * @param name as the catalog has it, without quotes
 * @param type as the database spells it, such as {@code character varying(20)}
 */
public record KeyColumn(String name, String type) {}
