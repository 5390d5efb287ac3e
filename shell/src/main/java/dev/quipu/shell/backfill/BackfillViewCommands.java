package dev.quipu.shell.backfill;

import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.live.LiveTargets;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.target.TargetRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands that show backfills. */
@Component
class BackfillViewCommands {

    private final LedgerAccess access;
    private final Console console;
    private final LiveTargets live;

    BackfillViewCommands(LedgerAccess access, Console console, LiveTargets live) {
        this.access = access;
        this.console = console;
        this.live = live;
    }

    @Command(
            name = "backfill list",
            group = "Backfills",
            description = "Show the backfills that run, are held or are paused, and why")
    @Examples({"backfill list", "backfill list --service orders --output json"})
    void list(@Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service) {
        LedgerState state = access.state();
        Instant now = Instant.now();
        List<Backfill> all = Backfill.all(state, live.of(state)).stream()
                .filter(backfill ->
                        service == null || backfill.target().id().service().equals(service))
                .toList();
        console.print(Listing.of(
                        all,
                        Column.of("target", backfill -> backfill.target().id()),
                        Column.of("change", backfill -> backfill.work().task().change()),
                        Column.of("step", backfill -> backfill.work().step()),
                        Column.<Backfill>of("state", Backfill::word)
                                .toned(backfill -> backfill.word().tone()),
                        Column.of("rows", backfill -> BackfillFigures.rows(backfill)),
                        Column.of("percent", backfill -> BackfillFigures.percent(backfill)),
                        Column.of("rowsPerSecond", backfill -> BackfillFigures.rowsPerSecond(backfill)),
                        Column.of("remaining", backfill -> BackfillFigures.remaining(backfill)),
                        Column.of("why", backfill -> backfill.why(now)))
                .orElse("No backfill is under way."));
        sayIfUnheard(all);
    }

    @Command(name = "backfill show", group = "Backfills", description = "Show all about the backfill of a target")
    @Examples({"backfill show orders@eu-1", "backfill show orders@eu-1 --output json"})
    void show(@Argument(index = 0, description = "the target") @CompletedBy("targetIds") TargetId target) {
        LedgerState state = access.state();
        TargetState known = TargetRange.parse(target.toString()).in(state).getFirst();
        Backfill backfill = Backfill.of(state, known, live.of(state))
                .orElseThrow(() -> CommandFailure.refused(
                        "no backfill is under way on %s".formatted(target), "See what is: target show " + target));
        console.print(BackfillFigures.details(backfill, Instant.now()));
        sayIfUnheard(List.of(backfill));
    }

    @Command(
            name = "backfill watch",
            group = "Backfills",
            description = "Follow backfills until they are done; Ctrl-C leaves them running")
    @Examples({"backfill watch", "backfill watch orders@eu-1"})
    void watch(
            @Argument(index = 0, description = "service@name or a service; all if left out")
                    @CompletedBy("targetRanges")
                    @Nullable
                    TargetRange targets)
            throws InterruptedException {
        if (targets != null) {
            targets.in(access.state());
        }
        new BackfillWatch(access, console, live).until(targets);
    }

    private void sayIfUnheard(List<Backfill> backfills) {
        if (!backfills.isEmpty()) {
            live.problem()
                    .ifPresent(problem -> console.message(Tone.NOTICE, "No live figures: %s.".formatted(problem)));
        }
    }
}
