package dev.quipu.ledger.event;

import org.jspecify.annotations.Nullable;

/**
 * What the fold needs to know of a step.
 *
 * @param kind {@code sql}, {@code backfill}, {@code verify} and so on
 * @param reversible whether the step has a way back, or needs none
 * @param toggle what a toggle step sets, or null for any other
 */
public record StepOutline(
        String name,
        String kind,
        boolean reversible,
        @Nullable ToggleSetting toggle) {

    /** The kind of steps that can be paused: they work in batches. */
    public static final String BACKFILL = "backfill";

    /** A step that sets no toggle. */
    public StepOutline(String name, String kind, boolean reversible) {
        this(name, kind, reversible, null);
    }
}
