package dev.quipu.shell.backfill;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import dev.quipu.shell.target.TargetRange;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change with a backfill on its way to a target, or back. */
record Watched(TargetId target, ChangeId change) {

    /** Those that are under way now, or about to begin. */
    static List<Watched> in(LedgerState state, @Nullable TargetRange range) {
        return state.targets().values().stream()
                .filter(target -> range == null || range.contains(target.id()))
                .sorted(Comparator.comparing(TargetState::id))
                .flatMap(target -> underWay(state, target).stream()
                        .filter(change -> hasBackfill(state, change))
                        .map(change -> new Watched(target.id(), change)))
                .toList();
    }

    boolean isUnderWay(LedgerState state) {
        TargetState known = state.target(target);
        return known != null && underWay(state, known).filter(change::equals).isPresent();
    }

    private static Optional<ChangeId> underWay(LedgerState state, TargetState target) {
        if (!target.isActive()) {
            return Optional.empty();
        }
        Work work = target.work();
        if (work != null) {
            return Optional.of(work.task().change());
        }
        return Assignments.next(state, target) instanceof Assignment.Begin begin
                ? Optional.of(begin.task().change())
                : Optional.empty();
    }

    private static boolean hasBackfill(LedgerState state, ChangeId id) {
        ChangeState change = state.change(id);
        return change != null
                && change.proposal().event().steps().stream()
                        .anyMatch(step -> step.kind().equals(StepOutline.BACKFILL));
    }

    @Override
    public String toString() {
        return "%s on %s".formatted(change, target);
    }
}
