package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.TargetState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Dispatcher} has seen of a target, and how to wake who works on it. What is next on a target follows
 * from its own state and its service's rollout, or, while it waits for a change of another service, from that one's
 * targets.
 */
final class TargetWatch {

    private static final Assignment IDLE = new Assignment.Idle();

    private final TargetId target;
    private final WakeUp wakeUp = new WakeUp();
    private @Nullable Sight last;
    private volatile Assignment.@Nullable Waiting waiting;

    /** What is next on a target that is known to the ledger, or nothing. */
    record Next(LedgerState state, @Nullable TargetState target, Assignment assignment) {

        /** Whether there is something to do. */
        boolean isWork() {
            return switch (assignment) {
                case Assignment.Idle idle -> false;
                case Assignment.Waiting waiting -> false;
                case Assignment.Paused paused -> false;
                case Assignment.Abort abort -> true;
                case Assignment.Begin begin -> true;
                case Assignment.Resume resume -> true;
                case Assignment.Conclude conclude -> true;
                case Assignment.GiveUp giveUp -> true;
            };
        }
    }

    /** States are compared by identity: the fold keeps what it doesn't change. */
    private record Sight(
            @Nullable TargetState state, @Nullable RolloutId rollout, boolean open) {

        static Sight of(LedgerState state, TargetId target) {
            RolloutState rollout = state.running(target.service());
            return rollout == null
                    ? new Sight(state.target(target), null, false)
                    : new Sight(state.target(target), rollout.id(), rollout.isOpen());
        }

        @SuppressWarnings("ReferenceEquality") // comparing a thousand long histories would take long
        boolean isSame(@Nullable Sight other) {
            return other != null
                    && state == other.state
                    && open == other.open
                    && Objects.equals(rollout, other.rollout);
        }
    }

    TargetWatch(TargetId target) {
        this.target = target;
    }

    TargetId target() {
        return target;
    }

    WakeUp wakeUp() {
        return wakeUp;
    }

    /** Looks at a newer state, on the dispatcher's thread: whether it is another than before. */
    boolean look(LedgerState state) {
        Sight now = Sight.of(state, target);
        boolean news = !now.isSame(last);
        last = now;
        return news;
    }

    /** What the target waits for, or null. */
    Assignment.@Nullable Waiting waiting() {
        return waiting;
    }

    /** What is next on the target; when that becomes something else, there is news from now on. */
    Next next(Ledger ledger) {
        wakeUp.clear();
        Next next = look(ledger);
        waiting = next.assignment() instanceof Assignment.Waiting it ? it : null;
        return waiting == null ? next : look(ledger); // the wait may be over before the dispatcher knew of it
    }

    private Next look(Ledger ledger) {
        LedgerState state = ledger.state();
        TargetState known = state.target(target);
        return new Next(state, known, known == null ? IDLE : Assignments.next(state, known));
    }

    boolean isRetired(Ledger ledger) {
        TargetState known = ledger.state().target(target);
        return known != null && !known.isActive();
    }
}
