package dev.quipu.shell.backfill;

import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.live.LiveText;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of a backfill, each of which may not be known. */
final class BackfillFigures {

    private BackfillFigures() {}

    static @Nullable Long rows(Backfill backfill) {
        return of(backfill, Activity.Backfilling::rows);
    }

    static @Nullable Integer percent(Backfill backfill) {
        return of(backfill, progress -> progress.estimatedRows() == 0 ? null : LiveText.percent(progress));
    }

    static @Nullable Long rowsPerSecond(Backfill backfill) {
        return of(backfill, progress -> Math.round(progress.rowsPerSecond()));
    }

    static @Nullable Duration remaining(Backfill backfill) {
        return of(backfill, Activity.Backfilling::remaining);
    }

    static Details details(Backfill backfill) {
        Details details = Details.empty()
                .with("target", backfill.target().id())
                .with("change", backfill.work().task().change())
                .with("step", backfill.work().step())
                .with("steps", backfill.steps())
                .with("name", backfill.step().name())
                .with("attempt", backfill.work().attempt())
                .with("state", backfill.word(), backfill.word().tone())
                .with("rows", rows(backfill))
                .with("estimatedRows", of(backfill, Activity.Backfilling::estimatedRows))
                .with("percent", percent(backfill))
                .with("rowsPerSecond", rowsPerSecond(backfill))
                .with("remaining", remaining(backfill))
                .with("batchSize", of(backfill, Activity.Backfilling::batchSize))
                .with("quarantined", of(backfill, Activity.Backfilling::quarantined));
        return stopped(held(details, backfill.activity()), backfill.work())
                .with("limits", backfill.target().limits());
    }

    private static Details held(Details details, @Nullable Activity activity) {
        Activity.Held held = activity instanceof Activity.Held it ? it : null;
        Activity.Waiting waiting = activity instanceof Activity.Waiting it ? it : null;
        return details.with("heldBy", held == null ? null : held.signal())
                .with("value", held == null ? null : held.value())
                .with("limit", held == null ? null : held.limit())
                .with("heldSince", held == null ? null : held.since())
                .with("waitsFor", waiting == null ? null : waiting.what())
                .with("waitsSince", waiting == null ? null : waiting.since())
                .with("blockers", blockers(waiting == null ? List.of() : waiting.blockers()));
    }

    private static Listing blockers(List<Blocker> blockers) {
        return Listing.of(
                blockers,
                Column.of("session", Blocker::session),
                Column.of("application", Blocker::application),
                Column.of("state", Blocker::state),
                Column.of("age", Blocker::age));
    }

    private static Details stopped(Details details, Work.Begun work) {
        return switch (work) {
            case Work.Running running ->
                details.with("stoppedBy", null).with("stoppedAt", null).with("reason", null);
            case Work.Paused paused ->
                details.with("stoppedBy", paused.stamp().actor())
                        .with("stoppedAt", paused.stamp().at())
                        .with("reason", reason(paused));
            case Work.Aborting aborting ->
                details.with("stoppedBy", aborting.stamp().actor())
                        .with("stoppedAt", aborting.stamp().at())
                        .with("reason", aborting.reason());
        };
    }

    private static String reason(Work.Paused paused) {
        return paused.code().equals(Work.Paused.OPERATOR)
                ? paused.message()
                : "%s: %s".formatted(paused.code(), paused.message());
    }

    private static <T> @Nullable T of(Backfill backfill, Function<Activity.Backfilling, @Nullable T> figure) {
        Activity.Backfilling progress = backfill.progress();
        return progress == null ? null : figure.apply(progress);
    }
}
