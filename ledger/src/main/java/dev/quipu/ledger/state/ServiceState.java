package dev.quipu.ledger.state;

import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import java.util.Collections;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentList;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * A service.
 *
 * @param targets its targets, retired ones too
 * @param changes the numbers of its changes, ascending
 * @param releasedUpTo the highest change number that ever was in a rollout, or 0
 * @param rollouts how many rollouts it has had
 * @param running the rollout that is not completed yet, or null
 */
public record ServiceState(
        ServiceName name,
        String dialect,
        String owner,
        String description,
        Stamp registered,
        PersistentSet<TargetId> targets,
        PersistentList<Integer> changes,
        int releasedUpTo,
        int rollouts,
        @Nullable RolloutId running) {

    static ServiceState registered(ServiceRegistered event, Stamp stamp) {
        return new ServiceState(
                event.service(),
                event.dialect(),
                event.owner(),
                event.description(),
                stamp,
                ExtensionsKt.persistentHashSetOf(),
                ExtensionsKt.persistentListOf(),
                0,
                0,
                null);
    }

    /** Its highest change number, or 0. */
    public int lastChange() {
        return changes.isEmpty() ? 0 : changes.getLast();
    }

    /** Where in {@link #changes} the numbers above {@code number} begin. */
    int above(int number) {
        int place = Collections.binarySearch(changes, number);
        return place < 0 ? -place - 1 : place + 1;
    }

    ServiceState withTarget(TargetId target) {
        return new ServiceState(
                name,
                dialect,
                owner,
                description,
                registered,
                targets.add(target),
                changes,
                releasedUpTo,
                rollouts,
                running);
    }

    ServiceState withChange(int number) {
        return new ServiceState(
                name,
                dialect,
                owner,
                description,
                registered,
                targets,
                changes.add(above(number), number),
                releasedUpTo,
                rollouts,
                running);
    }

    ServiceState withRollout(RolloutId rollout, int last) {
        int released = Math.max(releasedUpTo, last);
        return new ServiceState(
                name, dialect, owner, description, registered, targets, changes, released, rollout.number(), rollout);
    }

    ServiceState withoutRunning() {
        return new ServiceState(
                name, dialect, owner, description, registered, targets, changes, releasedUpTo, rollouts, null);
    }
}
