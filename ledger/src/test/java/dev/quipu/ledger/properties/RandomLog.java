package dev.quipu.ledger.properties;

import dev.quipu.ledger.decide.AbortBackfill;
import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.CompleteRollout;
import dev.quipu.ledger.decide.PauseBackfill;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.decide.RelabelTarget;
import dev.quipu.ledger.decide.ResumeBackfill;
import dev.quipu.ledger.decide.StartRollback;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetEvent.LimitsSet;
import dev.quipu.ledger.event.TargetEvent.ToggleSet;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** People and agents who do something at random, most of the time something sensible. For one thread. */
final class RandomLog {

    private static final List<String> SERVICES = List.of("orders", "billing");

    private final Random random;

    RandomLog(long seed) {
        this.random = new Random(seed);
    }

    /** A wish of somebody's. */
    Command<?> command(LedgerState state) {
        return switch (random.nextInt(16)) {
            case 0 -> Command.of(Events.service(service().value()), "");
            case 1, 2 -> Command.of(Events.target(target().toString()), "");
            case 3, 4 -> new ProposeChange(proposal().event());
            case 5, 6 -> new ApproveChange(change(), "");
            case 7 -> new StartRollout(service(), 1, number());
            case 8 -> new CompleteRollout(rollout(state));
            case 9 -> new StartRollback(target(), "");
            case 10 -> new RelabelTarget(target(), Map.of("n", Integer.toString(random.nextInt(3))), Set.of());
            case 11, 12 -> new PauseBackfill(target(), "");
            case 13, 14 -> new ResumeBackfill(target(), "");
            case 15 -> new AbortBackfill(target(), "");
            default -> Command.of(rare(), "");
        };
    }

    private LedgerEvent rare() {
        return switch (random.nextInt(9)) {
            case 0 -> Events.rejected(change().toString());
            case 1, 2 -> Events.withdrawn(change().toString());
            case 3 -> Events.retired(target());
            case 4 -> new LimitsSet(target(), Map.of("rows-per-second", "500"), "");
            case 5 -> new ToggleSet(target(), "new-prices", random.nextInt(101), "");
            default -> new NoteAdded(StreamId.of(change()), "remark");
        };
    }

    /** What the agent of some target reports by its assignment, if it has one. */
    Optional<LedgerEvent> report(LedgerState state) {
        List<TargetState> targets = state.targets().values().stream()
                .filter(target -> !(Assignments.next(state, target) instanceof Assignment.Idle))
                .toList();
        return targets.isEmpty()
                ? Optional.empty()
                : Agent.report(state, targets.get(random.nextInt(targets.size())), random.nextInt(4) == 0);
    }

    private Proposal proposal() {
        ChangeId id = change();
        Proposal proposal = Proposal.of(id.toString()).steps(1 + random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0 -> proposal.irreversible("because");
            case 4, 5 -> proposal.backfilling();
            case 6 -> proposal.toggling("new-prices");
            case 1 -> proposal.text("other");
            case 2 -> proposal.requires("billing/1");
            case 3 -> id.number() > 1 ? proposal.requires(id.service() + "/" + (id.number() - 1)) : proposal;
            default -> proposal;
        };
    }

    private ServiceName service() {
        return new ServiceName(SERVICES.get(random.nextInt(SERVICES.size())));
    }

    private int number() {
        return 1 + random.nextInt(5);
    }

    private ChangeId change() {
        return new ChangeId(service(), number());
    }

    private TargetId target() {
        return new TargetId(service(), "t" + random.nextInt(3));
    }

    private RolloutId rollout(LedgerState state) {
        List<RolloutId> known = List.copyOf(state.rollouts().keySet());
        return known.isEmpty() ? new RolloutId(service(), 1) : known.get(random.nextInt(known.size()));
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
