package dev.quipu.shell.rollout;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.Rollouts;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.live.LiveTargets;
import dev.quipu.shell.session.AgentHints;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.session.LedgerWait;
import java.util.List;
import java.util.Objects;

/** Waits for a rollout to be completed. */
final class RolloutWait {

    private final Ledger ledger;
    private final Console console;
    private final AgentHints hints;
    private final LiveTargets live;
    private final String unreachable;

    RolloutWait(LedgerAccess access, Console console, AgentHints hints, LiveTargets live) {
        this.ledger = access.ledger();
        this.console = console;
        this.hints = hints;
        this.live = live;
        this.unreachable = access.unreachable();
    }

    /** @throws CommandFailure if it failed */
    void until(RolloutId id) throws InterruptedException {
        RolloutState rollout;
        LedgerState state;
        String title = "rolling out " + id;
        try (Progress progress = console.progress(title)) {
            state = new LedgerWait(ledger, progress, title, unreachable)
                    .until(now -> !known(now, id).isRunning(), now -> summary(now, id), now -> waitingFor(now, id));
            rollout = known(state, id);
        }
        report(state, rollout);
    }

    private void report(LedgerState state, RolloutState rollout) {
        if (rollout.outcome() == RolloutOutcome.SUCCEEDED) {
            console.message(
                    Tone.GOOD,
                    "Rollout %s succeeded: %s on %d of %d targets%s."
                            .formatted(
                                    rollout.id(),
                                    RolloutDetails.changes(rollout),
                                    rollout.done().size(),
                                    rollout.targets().size(),
                                    rollout.done().size() < rollout.targets().size() ? "; the rest is retired" : ""));
            return;
        }
        List<TargetId> failed = rollout.failed().stream().sorted().toList();
        failed.forEach(target -> console.error("%s: %s".formatted(target, Waiting.describe(state, rollout, target))));
        throw new CommandFailure(
                ExitCode.FAILED,
                "rollout %s failed on %d of %d targets"
                        .formatted(
                                rollout.id(), failed.size(), rollout.targets().size()),
                "Mend the cause and start it again, or undo what is applied with rollback TARGET: rollout start %s"
                        .formatted(RolloutDetails.changes(rollout)));
    }

    private static String summary(LedgerState state, RolloutId id) {
        RolloutState rollout = known(state, id);
        long applied = rollout.targets().stream()
                .mapToLong(target -> RolloutDetails.appliedOn(state, rollout, target))
                .sum();
        return "%d of %d applied"
                .formatted(
                        applied,
                        (long) rollout.changes().size() * rollout.targets().size());
    }

    private String waitingFor(LedgerState state, RolloutId id) {
        RolloutState rollout = known(state, id);
        return Rollouts.due(state, rollout) != null
                ? "waiting for a conductor to complete " + id
                : rollout.targets().stream()
                        .filter(target -> !rollout.done().contains(target))
                        .filter(target -> !rollout.failed().contains(target))
                        .findFirst()
                        .map(target -> describe(state, rollout, target))
                        .orElse("waiting");
    }

    private String describe(LedgerState state, RolloutState rollout, TargetId target) {
        LiveTarget heard = live.of(state).getOrDefault(target, LiveTarget.SILENT);
        String what = "%s %s".formatted(target, Waiting.describe(state, rollout, target, heard));
        return Waiting.forAgent(state, target) ? "%s: %s".formatted(what, hints.about(target)) : what;
    }

    private static RolloutState known(LedgerState state, RolloutId id) {
        return Objects.requireNonNull(state.rollout(id));
    }
}
