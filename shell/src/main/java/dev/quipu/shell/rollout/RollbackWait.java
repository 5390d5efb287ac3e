package dev.quipu.shell.rollout;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.AgentHints;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.session.LedgerWait;
import java.util.Objects;

/** Waits for a rollback to be done. */
final class RollbackWait {

    private final Ledger ledger;
    private final Console console;
    private final AgentHints hints;
    private final String unreachable;

    RollbackWait(LedgerAccess access, Console console, AgentHints hints) {
        this.ledger = access.ledger();
        this.console = console;
        this.hints = hints;
        this.unreachable = access.unreachable();
    }

    /** @throws CommandFailure if it failed */
    void until(TargetId id, ChangeId change) throws InterruptedException {
        LedgerState state;
        String title = "rolling back %s on %s".formatted(change, id);
        try (Progress progress = console.progress(title)) {
            state = new LedgerWait(ledger, progress, title, unreachable)
                    .until(now -> known(now, id).work() == null, now -> "in progress", now -> waitingFor(now, id));
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

    private String waitingFor(LedgerState state, TargetId id) {
        return known(state, id).work() instanceof Work.Running running
                ? "%s rolls back %s, step %d".formatted(id, running.task().change(), running.step())
                : "%s waits for its agent: %s".formatted(id, hints.about(id));
    }

    private static TargetState known(LedgerState state, TargetId id) {
        return Objects.requireNonNull(state.target(id));
    }
}
