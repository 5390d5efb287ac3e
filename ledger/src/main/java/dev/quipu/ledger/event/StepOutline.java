package dev.quipu.ledger.event;

/**
 * What the fold needs to know of a step.
 *
 * @param kind {@code sql} or {@code verify}
 * @param reversible whether the step has a way back, or needs none
 */
public record StepOutline(String name, String kind, boolean reversible) {}
