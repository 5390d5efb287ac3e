package dev.quipu.ledger.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What was heard of late from the agents of a target: one works, others may stand by.
 *
 * @param working the newest report of the one that works, or null if none is heard
 * @param standingBy the newest report of one that stands by, or null if none is heard
 */
public record LiveTarget(
        @Nullable TargetReport working, @Nullable TargetReport standingBy) {

    /** Nothing was heard. */
    public static final LiveTarget SILENT = new LiveTarget(null, null);

    /** With one report more, which is newer. */
    public LiveTarget with(TargetReport report) {
        return switch (report.activity()) {
            case Activity.StandingBy by -> new LiveTarget(working, report);
            case Activity.Backfilling b -> new LiveTarget(report, standingBy);
            case Activity.Held held -> new LiveTarget(report, standingBy);
            case Activity.Waiting waiting -> new LiveTarget(report, standingBy);
            case Activity.Idle idle -> new LiveTarget(report, standingBy);
        };
    }
}
