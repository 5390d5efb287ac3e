package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.Checkpoint;
import java.time.Duration;

/** The time that a backfill has taken, in earlier runs and in this one. For one thread. */
final class BackfillTime {

    private final Duration heldBefore;
    private final Duration workedBefore;
    private final long began = System.nanoTime();
    private Duration held = Duration.ZERO;

    BackfillTime(Checkpoint checkpoint) {
        this.heldBefore = checkpoint.held();
        this.workedBefore = checkpoint.worked();
    }

    void addHeld(Duration more) {
        held = held.plus(more);
    }

    /** A checkpoint with the times as they are now. */
    Checkpoint stamped(Checkpoint checkpoint, int batchSize) {
        Duration now = Duration.ofNanos(System.nanoTime() - began);
        return checkpoint.with(heldBefore.plus(held), workedBefore.plus(now), batchSize);
    }
}
