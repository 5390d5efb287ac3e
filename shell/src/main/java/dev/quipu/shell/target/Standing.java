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
import dev.quipu.shell.cli.output.Tone;
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
    static List<Standing> all(LedgerState state) {
        return state.targets().values().stream()
                .sorted(Comparator.comparing(TargetState::id))
                .map(target -> of(state, target))
                .toList();
    }

    private static Standing of(LedgerState state, TargetState target) {
        return new Standing(
                target.id(),
                new TreeMap<>(target.labels()),
                target.latest() == 0 ? null : target.latest(),
                behind(state, target),
                describe(state, target),
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

    private static String describe(LedgerState state, TargetState target) {
        if (!target.isActive()) {
            return "retired";
        }
        Application.Failed failed = failure(target);
        return switch (target.work()) {
            case Work.Running running ->
                "%s %s, step %d".formatted(verb(running.task()), running.task().change(), running.step());
            case Work.Paused paused ->
                "paused in %s, step %d: %s".formatted(paused.task().change(), paused.step(), paused.message());
            case Work work -> "%s %s".formatted(verb(work.task()), work.task().change());
            case null ->
                switch (Assignments.next(state, target)) {
                    case Assignment.Waiting waiting -> "waits for " + waiting.missing();
                    case Assignment.Begin begin -> "waits for its agent: " + begin.task().change();
                    case Assignment assignment -> failed == null ? "idle" : describe(failed);
                };
        };
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
            return Tone.NOTICE;
        }
        return failure(target) == null ? Tone.PLAIN : Tone.BAD;
    }
}
