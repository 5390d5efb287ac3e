package dev.quipu.shell.backfill;

import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.live.LiveText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A backfill that is under way on a target.
 *
 * @param work what the ledger has of it
 * @param steps how many its change has
 * @param step as it was proposed
 * @param activity what its agent told in the last minute, or null
 */
record Backfill(
        TargetState target,
        Work.Begun work,
        int steps,
        StepOutline step,
        @Nullable Activity activity) {

    /** All of them, in order of target. */
    static List<Backfill> all(LedgerState state, Map<TargetId, LiveTarget> live) {
        return state.targets().values().stream()
                .sorted(Comparator.comparing(TargetState::id))
                .flatMap(target -> of(state, target, live).stream())
                .toList();
    }

    /** The one of a target, if what is under way there is one. */
    static Optional<Backfill> of(LedgerState state, TargetState target, Map<TargetId, LiveTarget> live) {
        if (!(target.work() instanceof Work.Begun begun)) {
            return Optional.empty();
        }
        ChangeState change = state.change(begun.task().change());
        List<StepOutline> steps =
                change == null ? List.of() : change.proposal().event().steps();
        return Stream.of(begun.step())
                .filter(number -> number >= 1 && number <= steps.size())
                .map(number -> steps.get(number - 1))
                .filter(step -> step.kind().equals(StepOutline.BACKFILL))
                .map(step -> new Backfill(
                        target, begun, steps.size(), step, LiveText.activity(live.get(target.id()), begun)))
                .findFirst();
    }

    BackfillWord word() {
        return BackfillWord.of(work, activity);
    }

    /** How far it was when it last told, or null. */
    Activity.@Nullable Backfilling progress() {
        return switch (activity) {
            case Activity.Backfilling filling -> filling;
            case Activity.Held held -> held.progress();
            case Activity.Waiting waiting -> null;
            case Activity.StandingBy by -> null;
            case Activity.Idle idle -> null;
            case null -> null;
        };
    }

    /** Why it doesn't move, or null if it does as far as anybody knows. */
    @Nullable
    String why(Instant now) {
        return switch (work) {
            case Work.Paused paused ->
                paused.code().equals(Work.Paused.OPERATOR)
                        ? "by %s: %s".formatted(paused.stamp().actor().id(), paused.message())
                        : "%s: %s".formatted(paused.code(), paused.message());
            case Work.Aborting aborting ->
                "by %s: %s".formatted(aborting.stamp().actor().id(), aborting.reason());
            case Work.Running running ->
                switch (word()) {
                    case HELD, WAITING -> LiveText.full(activity, now);
                    case RUNNING, PAUSED, ABORTING -> null;
                };
        };
    }

    /** Since when it has not moved, or null if it does as far as anybody knows. */
    @Nullable
    Instant since() {
        return switch (work) {
            case Work.Paused paused -> paused.stamp().at();
            case Work.Aborting aborting -> aborting.stamp().at();
            case Work.Running running ->
                switch (activity) {
                    case Activity.Held held -> held.since();
                    case Activity.Waiting waiting -> waiting.since();
                    case Activity.Backfilling filling -> null;
                    case Activity.StandingBy by -> null;
                    case Activity.Idle idle -> null;
                    case null -> null;
                };
        };
    }
}
