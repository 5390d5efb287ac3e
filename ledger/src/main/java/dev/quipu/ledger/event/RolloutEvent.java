package dev.quipu.ledger.event;

import java.util.List;

/** Events of a rollout. */
public sealed interface RolloutEvent extends LedgerEvent {

    /** The rollout. */
    RolloutId rollout();

    @Override
    default StreamId stream() {
        return StreamId.of(rollout());
    }

    /**
     * Approved changes are released to targets, wave by wave.
     *
     * @param changes in order
     */
    record RolloutStarted(RolloutId rollout, List<ChangeId> changes, List<Wave> waves) implements RolloutEvent {}

    /** Nothing more happens in this rollout. */
    record RolloutCompleted(RolloutId rollout, RolloutOutcome outcome) implements RolloutEvent {}
}
