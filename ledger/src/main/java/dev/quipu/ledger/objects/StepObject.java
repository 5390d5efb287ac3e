package dev.quipu.ledger.objects;

import dev.quipu.ledger.event.Direction;

/**
 * An object that a step of a change touches.
 *
 * @param step number of the step, from 1
 * @param direction back for what the step's rollback touches
 * @param position place among all of the step's, from 1
 * @param statement how the statement begins
 */
public record StepObject(
        int step,
        String name,
        String kind,
        Direction direction,
        int position,
        TouchedObject object,
        String statement) {}
