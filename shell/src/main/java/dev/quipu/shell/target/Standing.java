package dev.quipu.shell.target;

import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.live.LiveText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a target stands, for people.
 *
 * @param latest the highest change in effect, or null
 * @param behind how many approved or released changes it lacks
 * @param awaitsAgent whether there is work that no agent has begun
 */
record Standing(
        TargetId target,
        Map<String, String> labels,
        @Nullable Integer latest,
        int behind,
        String state,
        Tone tone,
        boolean awaitsAgent,
        String registeredBy,
        Instant registeredAt) {

    /** All targets, in order of name. */
    static List<Standing> all(LedgerState state, Map<TargetId, LiveTarget> live) {
        return state.targets().values().stream()
                .sorted(Comparator.comparing(TargetState::id))
                .map(target -> of(state, target, live.getOrDefault(target.id(), LiveTarget.SILENT)))
                .toList();
    }

    static Standing of(LedgerState state, TargetState target, LiveTarget live) {
        return new Standing(
                target.id(),
                new TreeMap<>(target.labels()),
                target.latest() == 0 ? null : target.latest(),
                behind(state, target),
                describe(state, target, live),
                tone(target),
                target.isActive() && Assignments.next(state, target) instanceof Assignment.Begin,
                target.registered().actor().id(),
                target.registered().at());
    }

    private static int behind(LedgerState state, TargetState target) {
        int count = 0;
        ChangeState next = state.liveAfter(target.id().service(), target.latest());
        while (next != null && target.isActive()) {
            count += next instanceof ChangeState.Proposed ? 0 : 1;
            next = state.liveAfter(target.id().service(), next.id().number());
        }
        return count;
    }

    private static String describe(LedgerState state, TargetState target, LiveTarget live) {
        if (!target.isActive()) {
            return "retired";
        }
        Application.Failed failed = failure(target);
        return switch (target.work()) {
            case Work.Running running ->
                "%s %s, step %d%s"
                        .formatted(verb(running.task()), running.task().change(), running.step(), doing(live, running));
            case Work.Paused paused ->
                "paused in %s, step %d, by %s: %s"
                        .formatted(
                                paused.task().change(),
                                paused.step(),
                                paused.code().equals(Work.Paused.OPERATOR)
                                        ? paused.stamp().actor().id()
                                        : paused.code(),
                                paused.message());
            case Work.Aborting aborting ->
                "aborting %s, step %d: %s".formatted(aborting.task().change(), aborting.step(), aborting.reason());
            case Work work -> "%s %s".formatted(verb(work.task()), work.task().change());
            case null ->
                switch (Assignments.next(state, target)) {
                    case Assignment.Waiting waiting -> "waits for " + waiting.missing();
                    case Assignment.Begin begin -> "waits for its agent: " + begin.task().change();
                    case Assignment assignment -> failed == null ? "idle" : describe(failed);
                };
        };
    }

    private static String doing(LiveTarget live, Work.Running running) {
        String text = LiveText.full(LiveText.activity(live, running), Instant.now());
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String describe(Application.Failed failed) {
        String what = failed.direction() == Direction.BACK ? "rollback failed" : "failed";
        return "%s at step %d: %s".formatted(what, failed.step(), failed.message());
    }

    private static String verb(Work.Task task) {
        return switch (task.direction()) {
            case FORWARD -> "applies";
            case BACK -> "rolls back";
        };
    }

    private static Application.@Nullable Failed failure(TargetState target) {
        return target.applications().entrySet().stream()
                .filter(entry -> entry.getKey() >= target.latest())
                .max(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() instanceof Application.Failed failed ? failed : null)
                .orElse(null);
    }

    private static Tone tone(TargetState target) {
        if (!target.isActive()) {
            return Tone.MUTED;
        }
        if (target.work() != null) {
            return target.work() instanceof Work.Paused ? Tone.BAD : Tone.NOTICE;
        }
        return failure(target) == null ? Tone.PLAIN : Tone.BAD;
    }
}
