package dev.quipu.shell.rollout;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.Stamp;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.live.LiveText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Where a rollout stands, for people. */
final class RolloutDetails {

    private RolloutDetails() {}

    static Details of(LedgerState state, RolloutState rollout, Map<TargetId, LiveTarget> live) {
        Stamp ended = rollout.ended();
        return Details.empty()
                .with("rollout", rollout.id())
                .with("state", word(rollout), tone(rollout))
                .with("changes", changes(rollout))
                .with("startedBy", rollout.started().actor())
                .with("startedAt", rollout.started().at())
                .with("endedAt", ended == null ? null : ended.at())
                .with(
                        "took",
                        ended == null
                                ? null
                                : Duration.between(rollout.started().at(), ended.at()))
                .with(
                        "targets",
                        Listing.of(
                                rollout.targets(),
                                Column.of("target", target -> target),
                                Column.of("applied", target -> applied(state, rollout, target)),
                                Column.<TargetId>of("state", target -> state(state, rollout, target, live))
                                        .toned(target -> tone(rollout, target))));
    }

    private static String state(LedgerState state, RolloutState rollout, TargetId id, Map<TargetId, LiveTarget> live) {
        LiveTarget heard = live.getOrDefault(id, LiveTarget.SILENT);
        TargetState target = state.target(id);
        Activity activity = target == null ? null : LiveText.activity(heard, target.work());
        return activity instanceof Activity.Backfilling
                ? "%s: %s".formatted(Waiting.describe(state, rollout, id), LiveText.full(activity, Instant.now()))
                : Waiting.describe(state, rollout, id, heard);
    }

    static String word(RolloutState rollout) {
        RolloutOutcome outcome = rollout.outcome();
        if (outcome == null) {
            return rollout.failed().isEmpty() ? "running" : "failing";
        }
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static Tone tone(RolloutState rollout) {
        if (!rollout.failed().isEmpty()) {
            return Tone.BAD;
        }
        return rollout.isRunning() ? Tone.NOTICE : Tone.GOOD;
    }

    static String changes(RolloutState rollout) {
        ChangeId first = rollout.changes().getFirst();
        ChangeId last = rollout.changes().getLast();
        return first.equals(last) ? first.toString() : "%s..%d".formatted(first, last.number());
    }

    private static String applied(LedgerState state, RolloutState rollout, TargetId id) {
        return "%d of %d"
                .formatted(appliedOn(state, rollout, id), rollout.changes().size());
    }

    /** How many of the rollout's changes a target has. */
    static long appliedOn(LedgerState state, RolloutState rollout, TargetId id) {
        TargetState target = state.target(id);
        return target == null
                ? 0
                : rollout.changes().stream()
                        .filter(change -> target.has(change.number()))
                        .count();
    }

    private static Tone tone(RolloutState rollout, TargetId target) {
        if (rollout.failed().contains(target)) {
            return Tone.BAD;
        }
        return rollout.done().contains(target) ? Tone.GOOD : Tone.NOTICE;
    }
}
