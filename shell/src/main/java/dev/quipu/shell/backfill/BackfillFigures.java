package dev.quipu.shell.backfill;

import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.live.LiveText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    static Details details(Backfill backfill, Instant now) {
        return Details.empty()
                .with("target", backfill.target().id())
                .with("change", backfill.work().task().change())
                .with("step", backfill.work().step())
                .with("steps", backfill.steps())
                .with("name", backfill.step().name())
                .with("attempt", backfill.work().attempt())
                .with("state", backfill.word(), backfill.word().tone())
                .with("why", backfill.why(now))
                .with("since", backfill.since())
                .with("rows", rows(backfill))
                .with("estimatedRows", of(backfill, Activity.Backfilling::estimatedRows))
                .with("percent", percent(backfill))
                .with("rowsPerSecond", rowsPerSecond(backfill))
                .with("remaining", remaining(backfill))
                .with("batchSize", of(backfill, Activity.Backfilling::batchSize))
                .with("quarantined", of(backfill, Activity.Backfilling::quarantined))
                .with("held", held(backfill.activity()))
                .with("blockers", blockers(backfill.activity()))
                .with("limits", new TreeMap<>(backfill.target().limits()));
    }

    private static Map<String, String> held(@Nullable Activity activity) {
        Map<String, String> held = new LinkedHashMap<>();
        if (activity instanceof Activity.Held it) {
            held.put("signal", it.signal());
            held.put("value", it.value());
            held.put("limit", it.limit());
        }
        return held;
    }

    private static Listing blockers(@Nullable Activity activity) {
        List<Blocker> blockers = activity instanceof Activity.Waiting waiting ? waiting.blockers() : List.of();
        return Listing.of(
                blockers,
                Column.of("session", Blocker::session),
                Column.of("application", Blocker::application),
                Column.of("state", Blocker::state),
                Column.of("age", Blocker::age));
    }

    private static <T> @Nullable T of(Backfill backfill, Function<Activity.Backfilling, @Nullable T> figure) {
        Activity.Backfilling progress = backfill.progress();
        return progress == null ? null : figure.apply(progress);
    }
}
