package dev.quipu.ledger.decide;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.ServiceState;
import dev.quipu.ledger.state.TargetState;
import java.util.ArrayList;
import java.util.List;

/** Releases the live changes of a service from {@code first} to {@code last} to all its active targets, as one wave. */
public record StartRollout(ServiceName service, int first, int last) implements Command<RolloutId> {

    private static final String WAVE = "all";

    @Override
    public Decision<RolloutId> decide(LedgerState state) {
        ServiceState known = state.service(service);
        if (known == null) {
            return new Decision.Refused<>(new Refusal.Unknown(
                    "there is no service %s".formatted(service), "See which there are: quipu service list"));
        }
        List<ChangeId> changes = live(state);
        if (changes.isEmpty()) {
            return new Decision.Refused<>(new Refusal.Unknown(
                    "%s has no change from %d to %d that could be rolled out".formatted(service, first, last),
                    "See which there are: quipu change list --service " + service));
        }
        RolloutId rollout = new RolloutId(service, known.rollouts() + 1);
        List<TargetId> targets =
                state.activeTargets(service).stream().map(TargetState::id).toList();
        return Decision.Events.of(new RolloutStarted(rollout, changes, List.of(new Wave(WAVE, targets))), rollout);
    }

    private List<ChangeId> live(LedgerState state) {
        List<ChangeId> live = new ArrayList<>();
        ChangeState next = state.liveAfter(service, first - 1);
        while (next != null && next.id().number() <= last) {
            live.add(next.id());
            next = state.liveAfter(service, next.id().number());
        }
        return List.copyOf(live);
    }
}
