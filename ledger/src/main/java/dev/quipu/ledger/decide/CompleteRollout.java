package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.RolloutEvent.RolloutCompleted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.Rollouts;

/** Completes a rollout in which nothing more can happen, with the outcome that the state gives. */
public record CompleteRollout(RolloutId rollout) implements Command<RolloutOutcome> {

    @Override
    public Decision<RolloutOutcome> decide(LedgerState state) {
        RolloutState known = state.rollout(rollout);
        RolloutOutcome due = known == null ? null : Rollouts.due(state, known);
        return due == null
                ? new Decision.Refused<>(new Refusal.NotAllowed(
                        "rollout %s is not to be completed now".formatted(rollout),
                        "See where it stands: quipu rollout show " + rollout))
                : Decision.Events.of(new RolloutCompleted(rollout, due), due);
    }
}
