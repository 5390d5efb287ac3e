package dev.quipu.shell.live;

import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.ledger.telemetry.TargetReport;
import dev.quipu.shell.cli.output.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports of agents in words, for people. */
public final class LiveText {

    private LiveText() {}

    /** What the agent does for the step that the ledger has as under way, or null if it tells nothing of it. */
    public static @Nullable Activity activity(@Nullable LiveTarget live, @Nullable Work work) {
        TargetReport report = live == null ? null : live.working();
        return report != null
                        && work instanceof Work.Begun begun
                        && begun.task().change().equals(report.change())
                        && begun.step() == report.step()
                ? report.activity()
                : null;
    }

    /**
     * With figures, such as {@code 1,200 of about 9,000 rows (13%), 512 rows/s, 15s left}; empty if there is nothing to
     * tell.
     */
    public static String full(@Nullable Activity activity, Instant now) {
        return switch (activity) {
            case Activity.Backfilling filling -> figures(filling);
            case Activity.Held held ->
                "held by %s, which is %s (limit %s), for %s"
                        .formatted(held.signal(), held.value(), held.limit(), since(held.since(), now));
            case Activity.Waiting waiting ->
                "waits for %s for %s%s".formatted(waiting.what(), since(waiting.since(), now), blocked(waiting));
            case Activity.StandingBy by -> "";
            case Activity.Idle idle -> "";
            case null -> "";
        };
    }

    /** Without what changes from one moment to the next; empty if there is nothing to tell. */
    public static String brief(@Nullable Activity activity) {
        return switch (activity) {
            case Activity.Backfilling filling -> "fills rows";
            case Activity.Held held -> "held by %s (limit %s)".formatted(held.signal(), held.limit());
            case Activity.Waiting waiting ->
                waiting.blockers().isEmpty()
                        ? "waits for " + waiting.what()
                        : "waits for %s: %s"
                                .formatted(
                                        waiting.what(), who(waiting.blockers().getFirst()));
            case Activity.StandingBy by -> "";
            case Activity.Idle idle -> "";
            case null -> "";
        };
    }

    private static String figures(Activity.Backfilling filling) {
        StringBuilder text = new StringBuilder(rows(filling.rows()));
        if (filling.estimatedRows() > 0) {
            text.append(" of about %s rows (%d%%)".formatted(rows(filling.estimatedRows()), percent(filling)));
        } else {
            text.append(" rows");
        }
        text.append(", %s rows/s".formatted(rows(Math.round(filling.rowsPerSecond()))));
        if (filling.remaining() != null) {
            text.append(", %s left".formatted(Values.text(filling.remaining())));
        }
        return text.toString();
    }

    /** How much is done, of what the database estimates; 99 at most, since the estimate may be low. */
    public static int percent(Activity.Backfilling filling) {
        return filling.estimatedRows() == 0 ? 0 : (int) Math.min(99, 100.0 * filling.rows() / filling.estimatedRows());
    }

    private static String blocked(Activity.Waiting waiting) {
        if (waiting.blockers().isEmpty()) {
            return "";
        }
        Blocker first = waiting.blockers().getFirst();
        int more = waiting.blockers().size() - 1;
        return ": %s, %s for %s%s"
                .formatted(
                        who(first),
                        first.state(),
                        Values.text(first.age()),
                        more == 0 ? "" : ", and %d more".formatted(more));
    }

    private static String who(Blocker blocker) {
        return blocker.application().isEmpty()
                ? "session " + blocker.session()
                : "session %s (%s)".formatted(blocker.session(), blocker.application());
    }

    /** Clocks of two machines are never quite the same. */
    private static String since(Instant since, Instant now) {
        Duration passed = Duration.between(since, now);
        return Values.text(passed.isNegative() ? Duration.ZERO : passed);
    }

    private static String rows(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
