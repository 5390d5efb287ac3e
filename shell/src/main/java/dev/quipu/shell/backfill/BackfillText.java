package dev.quipu.shell.backfill;

import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.shell.live.LiveText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Backfills in a line, for people. */
final class BackfillText {

    private BackfillText() {}

    /** With figures. */
    static String full(Backfill backfill, Instant now) {
        return switch (backfill.work()) {
            case Work.Running running ->
                "step %d of %d, %s".formatted(running.step(), backfill.steps(), doing(backfill, now));
            case Work.Paused paused -> "paused " + backfill.why(now);
            case Work.Aborting aborting -> "aborting, asked " + backfill.why(now);
        };
    }

    private static String doing(Backfill backfill, Instant now) {
        String text = LiveText.full(backfill.activity(), now);
        return text.isEmpty() ? "running" : text;
    }

    /** Without what changes from one moment to the next, and with what to do. */
    static String brief(Backfill backfill) {
        return switch (backfill.work()) {
            case Work.Running running -> "%s %s".formatted(backfill.target().id(), doing(backfill));
            case Work.Paused paused ->
                "%s is paused %s; backfill resume %s"
                        .formatted(
                                backfill.target().id(),
                                backfill.why(Instant.EPOCH),
                                backfill.target().id());
            case Work.Aborting aborting ->
                "%s is being aborted".formatted(backfill.target().id());
        };
    }

    private static String doing(Backfill backfill) {
        String text = LiveText.brief(backfill.activity());
        return text.isEmpty() ? "runs" : text;
    }

    /** Several in one. */
    static String sum(List<Backfill> backfills) {
        List<Activity.Backfilling> known = backfills.stream()
                .map(Backfill::progress)
                .filter(Objects::nonNull)
                .toList();
        long rows = known.stream().mapToLong(Activity.Backfilling::rows).sum();
        double rate =
                known.stream().mapToDouble(Activity.Backfilling::rowsPerSecond).sum();
        return String.format(
                Locale.ROOT,
                "%d backfills, %,d rows, %,d rows/s%s",
                backfills.size(),
                rows,
                Math.round(rate),
                stopped(backfills));
    }

    private static String stopped(List<Backfill> backfills) {
        StringBuilder text = new StringBuilder();
        for (BackfillWord word : BackfillWord.values()) {
            long count = backfills.stream().filter(one -> one.word() == word).count();
            if (count > 0 && word != BackfillWord.RUNNING) {
                text.append(", %d %s".formatted(count, word.name().toLowerCase(Locale.ROOT)));
            }
        }
        return text.toString();
    }
}
