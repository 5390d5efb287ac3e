package dev.quipu.shell.backfill;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.live.LiveTargets;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.session.LedgerWait;
import dev.quipu.shell.target.TargetRange;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows changes with backfills until none of them is under way. */
final class BackfillWatch {

    private static final int NAMED = 3;

    private final Ledger ledger;
    private final Console console;
    private final LiveTargets live;
    private final String unreachable;

    BackfillWatch(LedgerAccess access, Console console, LiveTargets live) {
        this.ledger = access.ledger();
        this.console = console;
        this.live = live;
        this.unreachable = access.unreachable();
    }

    /**
     * @param range which targets, or null for all
     * @throws CommandFailure if one of the changes failed
     */
    void until(@Nullable TargetRange range) throws InterruptedException {
        List<Watched> watched = Watched.in(ledger.state(), range);
        if (watched.isEmpty()) {
            console.message("No backfill is under way.");
            return;
        }
        String title = watched.size() > NAMED
                ? "watching %d backfills".formatted(watched.size())
                : "watching " + watched.stream().map(Watched::toString).collect(Collectors.joining(", "));
        LedgerState end;
        try (Progress progress = console.progress(title)) {
            end = new LedgerWait(ledger, progress, title, unreachable)
                    .until(
                            state -> watched.stream().noneMatch(one -> one.isUnderWay(state)),
                            state -> summary(state, watched),
                            state -> whatHolds(state, watched));
        }
        report(end, watched);
    }

    private String summary(LedgerState state, List<Watched> watched) {
        List<Backfill> backfills = backfills(state, watched);
        Instant now = Instant.now();
        return backfills.size() == 1 ? BackfillText.full(backfills.getFirst(), now) : BackfillText.sum(backfills);
    }

    /** Said only when it becomes something else, so it has no figures that change from moment to moment. */
    private String whatHolds(LedgerState state, List<Watched> watched) {
        List<Backfill> backfills = backfills(state, watched);
        String named = backfills.stream().limit(NAMED).map(BackfillText::brief).collect(Collectors.joining("; "));
        if (named.isEmpty()) {
            return "waiting for the agents";
        }
        return backfills.size() > NAMED ? "%s; and %d more".formatted(named, backfills.size() - NAMED) : named;
    }

    private List<Backfill> backfills(LedgerState state, List<Watched> watched) {
        List<TargetId> targets = watched.stream().map(Watched::target).toList();
        return Backfill.all(state, live.of(state)).stream()
                .filter(backfill -> targets.contains(backfill.target().id()))
                .toList();
    }

    private void report(LedgerState state, List<Watched> watched) {
        long failed = watched.stream().filter(one -> !reportOne(state, one)).count();
        if (failed > 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%d of %d failed".formatted(failed, watched.size()),
                    "Mend the cause and roll the change out again, which goes on where it ended; or undo it: rollback"
                            + " TARGET");
        }
    }

    /** Whether it did not fail. */
    private boolean reportOne(LedgerState state, Watched one) {
        TargetState target = state.target(one.target());
        switch (target == null ? null : target.application(one.change().number())) {
            case Application.Applied applied ->
                console.message(Tone.GOOD, "%s is applied on %s.".formatted(one.change(), one.target()));
            case Application.RolledBack rolledBack ->
                console.message(Tone.GOOD, "%s is rolled back on %s.".formatted(one.change(), one.target()));
            case Application.Failed failed -> {
                console.error("%s: %s failed at step %d: %s (%s)"
                        .formatted(one.target(), one.change(), failed.step(), failed.message(), failed.code()));
                return false;
            }
            case null -> console.message("%s is no longer under way on %s.".formatted(one.change(), one.target()));
        }
        return true;
    }
}
