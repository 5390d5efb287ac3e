package dev.quipu.shell.backfill;

import dev.quipu.ledger.decide.AbortBackfill;
import dev.quipu.ledger.decide.PauseBackfill;
import dev.quipu.ledger.decide.ResumeBackfill;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.session.Replies;
import dev.quipu.shell.target.TargetRange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands by which operators stop backfills and let them go on. */
@Component
class BackfillCommands {

    private final LedgerAccess access;
    private final Console console;

    BackfillCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(
            name = "backfill pause",
            group = "Backfills",
            description = "Stop a backfill at its next batch, until somebody resumes it")
    @Examples({
        "backfill pause orders@eu-1 --reason 'month-end closing'",
        "backfill pause orders --reason 'the shop is slow'"
    })
    void pause(
            @Argument(index = 0, description = "service@name, or a service for all of its targets")
                    @CompletedBy("targetRanges")
                    TargetRange targets,
            @Option(description = "why", required = true) String reason)
            throws InterruptedException {
        submit("Paused", targets, Work.Running.class::isInstance, target -> new PauseBackfill(target, reason));
        console.message("Go on: backfill resume %s".formatted(targets));
    }

    @Command(
            name = "backfill resume",
            group = "Backfills",
            description = "Let a paused backfill go on where it stopped")
    @Examples({"backfill resume orders@eu-1", "backfill resume orders --comment 'closing is done'"})
    void resume(
            @Argument(index = 0, description = "service@name, or a service for all of its targets")
                    @CompletedBy("targetRanges")
                    TargetRange targets,
            @Option(description = "a remark for the record") @Nullable String comment)
            throws InterruptedException {
        String remark = Objects.requireNonNullElse(comment, "");
        submit("Resumed", targets, Work.Paused.class::isInstance, target -> new ResumeBackfill(target, remark));
    }

    @Command(
            name = "backfill abort",
            group = "Backfills",
            description = "End a backfill as failed; the rows it has filled stay as they are")
    @Examples("backfill abort orders@eu-1 --reason 'wrong rate of exchange'")
    void abort(
            @Argument(index = 0, description = "service@name, or a service for all of its targets")
                    @CompletedBy("targetRanges")
                    TargetRange targets,
            @Option(description = "why", required = true) String reason)
            throws InterruptedException {
        console.confirm(
                "Abort the backfill on %s? Its change ends as failed; a pause would keep it.".formatted(targets));
        submit(
                "Aborting",
                targets,
                work -> work instanceof Work.Running || work instanceof Work.Paused,
                target -> new AbortBackfill(target, reason));
        console.message("The rows that are filled stay. Next: roll the change out again, or rollback TARGET.");
    }

    /** One target is taken at its word, so that the ledger answers; of a service, those that fit. */
    private void submit(
            String done,
            TargetRange range,
            Predicate<Work> fits,
            Function<TargetId, dev.quipu.ledger.decide.Command<ChangeId>> command)
            throws InterruptedException {
        LedgerState state = Beginning.await(access.ledger(), range);
        List<TargetId> chosen = range.in(state).stream()
                .filter(target -> range.target() != null || isBackfill(state, target, fits))
                .map(TargetState::id)
                .toList();
        if (chosen.isEmpty()) {
            throw CommandFailure.refused(
                    "no backfill of %s is there for that".formatted(range), "See what runs: backfill list");
        }
        List<ChangeId> changes = Replies.valuesOf(
                access.submit(chosen.stream().map(command).toList()), done + " %d backfills.", console);
        for (int i = 0; i < changes.size(); i++) {
            console.message("%s the backfill of %s on %s.".formatted(done, changes.get(i), chosen.get(i)));
        }
    }

    private static boolean isBackfill(LedgerState state, TargetState target, Predicate<Work> fits) {
        return Backfill.of(state, target, Map.of())
                .filter(backfill -> fits.test(backfill.work()))
                .isPresent();
    }
}
