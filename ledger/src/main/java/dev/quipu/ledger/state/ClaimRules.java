package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When an agent may begin a step. */
final class ClaimRules {

    private ClaimRules() {}

    static Ruling start(LedgerState state, TargetState target, ChangeState change, StepStarted event) {
        if (!event.digest().equals(change.proposal().digest())) {
            return Ruling.notAllowed(
                    "the agent holds other content for %s than was approved".formatted(change.id()),
                    "Read what was approved: quipu change show " + change.id());
        }
        Work.Running running = next(state, target, event);
        Work.Running claimed = new Work.Running(
                new Work.Task(event.order(), event.change(), event.direction()), event.step(), event.attempt());
        if (running == null || !running.equals(claimed)) {
            return ReportRules.notUnderWay(event);
        }
        return new Ruling.Legal(state.with(target.withWork(running)));
    }

    private static Work.@Nullable Running next(LedgerState state, TargetState target, StepStarted event) {
        return switch (target.work()) {
            case Work.Due due -> due.start();
            case Work.Between between -> Assignments.isConcluded(state, between) ? null : between.start();
            case Work.Stopped stopped -> stopped.start();
            case Work.Begun begun -> null;
            case null -> event.direction() == Direction.FORWARD ? first(state, target, event.order()) : null;
        };
    }

    private static Work.@Nullable Running first(LedgerState state, TargetState target, UUID order) {
        Assignment assignment = Assignments.next(state, target);
        return assignment instanceof Assignment.Begin begin
                        && begin.task().order().equals(order)
                ? new Work.Running(begin.task(), begin.step(), begin.attempt())
                : null;
    }
}
