package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;
import java.util.Collections;
import java.util.List;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * A rollout.
 *
 * @param started its stamp; the id is the {@code order} of the agents' reports
 * @param changes what is rolled out, ascending
 * @param done targets that have all changes
 * @param failed targets on which the work stopped
 * @param outcome how it ended, or null while it runs
 * @param ended when it ended, or null
 */
public record RolloutState(
        RolloutId id,
        Stamp started,
        List<ChangeId> changes,
        List<Wave> waves,
        PersistentSet<TargetId> done,
        PersistentSet<TargetId> failed,
        @Nullable RolloutOutcome outcome,
        @Nullable Stamp ended) {

    static RolloutState started(RolloutStarted event, Stamp stamp, PersistentSet<TargetId> done) {
        return new RolloutState(
                event.rollout(),
                stamp,
                event.changes(),
                event.waves(),
                done,
                ExtensionsKt.persistentHashSetOf(),
                null,
                null);
    }

    /** Whether it is not completed. */
    public boolean isRunning() {
        return outcome == null;
    }

    /** Whether changes may be begun: it runs and no target has failed. */
    public boolean isOpen() {
        return isRunning() && failed.isEmpty();
    }

    /** Whether {@code change} is rolled out. Rollouts may have thousands of changes, and ask for each entry. */
    boolean has(ChangeId change) {
        return Collections.binarySearch(changes, change) >= 0;
    }

    /** All targets of all waves. */
    public List<TargetId> targets() {
        return waves.stream().flatMap(wave -> wave.targets().stream()).toList();
    }

    /** Whether {@code target} is in one of the waves. */
    public boolean includes(TargetId target) {
        return waves.stream().anyMatch(wave -> wave.targets().contains(target));
    }

    RolloutState withDone(TargetId target) {
        return new RolloutState(id, started, changes, waves, done.add(target), failed, outcome, ended);
    }

    RolloutState withFailed(TargetId target) {
        return new RolloutState(id, started, changes, waves, done, failed.add(target), outcome, ended);
    }

    RolloutState completed(RolloutOutcome newOutcome, Stamp stamp) {
        return new RolloutState(id, started, changes, waves, done, failed, newOutcome, stamp);
    }
}
