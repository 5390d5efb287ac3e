package dev.quipu.shell.rollout;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.Rollouts;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.cli.output.Tone;
import java.util.List;
import java.util.Objects;

/** Waits for a rollout to be completed. */
final class RolloutWait {

    private final Ledger ledger;
    private final Console console;

    RolloutWait(Ledger ledger, Console console) {
        this.ledger = ledger;
        this.console = console;
    }

    /** @throws CommandFailure if it failed */
    void until(RolloutId id) throws InterruptedException {
        RolloutState rollout;
        LedgerState state;
        try (Progress progress = console.progress("rolling out " + id)) {
            state = new LedgerWait(ledger, progress)
                    .until(now -> !known(now, id).isRunning(), now -> summary(now, id), now -> waitingFor(now, id));
            rollout = known(state, id);
        }
        report(state, rollout);
    }

    private void report(LedgerState state, RolloutState rollout) {
        if (rollout.outcome() == RolloutOutcome.SUCCEEDED) {
            console.message(
                    Tone.GOOD,
                    "Rollout %s succeeded: %s on %d of %d targets."
                            .formatted(
                                    rollout.id(),
                                    RolloutDetails.changes(rollout),
                                    rollout.done().size(),
                                    rollout.targets().size()));
            return;
        }
        List<TargetId> failed = rollout.failed().stream().sorted().toList();
        failed.forEach(target -> console.error("%s: %s".formatted(target, Waiting.describe(state, rollout, target))));
        throw new CommandFailure(
                ExitCode.FAILED,
                "rollout %s failed on %d of %d targets"
                        .formatted(
                                rollout.id(), failed.size(), rollout.targets().size()),
                "Mend the cause and start it again, or undo what is applied: rollback TARGET");
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

    private static String waitingFor(LedgerState state, RolloutId id) {
        RolloutState rollout = known(state, id);
        return Rollouts.due(state, rollout) != null
                ? "waiting for a conductor to complete " + id
                : rollout.targets().stream()
                        .filter(target -> !rollout.done().contains(target))
                        .findFirst()
                        .map(target -> "%s %s".formatted(target, Waiting.describe(state, rollout, target)))
                        .orElse("waiting");
    }

    private static RolloutState known(LedgerState state, RolloutId id) {
        return Objects.requireNonNull(state.rollout(id));
    }
}
