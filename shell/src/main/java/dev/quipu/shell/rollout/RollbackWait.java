package dev.quipu.shell.rollout;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.cli.output.Tone;
import java.util.Objects;

/** Waits for a rollback to be done. */
final class RollbackWait {

    private final Ledger ledger;
    private final Console console;

    RollbackWait(Ledger ledger, Console console) {
        this.ledger = ledger;
        this.console = console;
    }

    /** @throws CommandFailure if it failed */
    void until(TargetId id, ChangeId change) throws InterruptedException {
        LedgerState state;
        try (Progress progress = console.progress("rolling back %s on %s".formatted(change, id))) {
            state = new LedgerWait(ledger, progress)
                    .until(now -> known(now, id).work() == null, now -> "in progress", now -> "%s waits for its agent"
                            .formatted(id));
        }
        if (known(state, id).application(change.number()) instanceof Application.Failed failed) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "rolling back %s on %s failed at step %d: %s (%s)"
                            .formatted(change, id, failed.step(), failed.message(), failed.code()),
                    "Mend the cause and run it again: rollback " + id);
        }
        console.message(Tone.GOOD, "Rolled back %s on %s.".formatted(change, id));
    }

    private static TargetState known(LedgerState state, TargetId id) {
        return Objects.requireNonNull(state.target(id));
    }
}
