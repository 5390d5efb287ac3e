package dev.quipu.consumers.trail;

/**
 * A record, and how it is written.
 *
 * @param json without line breaks
 */
public record TrailLine(TrailEntry entry, String json) {}
