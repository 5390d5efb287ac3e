package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.ledger.telemetry.TargetReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reports of each kind. */
final class Samples {

    static final TargetId EU = TargetId.parse("orders@eu-1");
    static final TargetId US = TargetId.parse("orders@us-1");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    static final Activity.Backfilling BACKFILLING =
            new Activity.Backfilling(1_000, 10_000, 512.5, Duration.ofMillis(17_560), 200, 3);
    static final Activity.Held HELD = new Activity.Held("replica-lag", "12 s", "5 s", NOON);
    static final Activity.Waiting WAITING = new Activity.Waiting(
            "table orders",
            List.of(new Blocker("4711", "reporting", Duration.ofMinutes(12), "idle in transaction")),
            NOON);

    private Samples() {}

    static List<TargetReport> all() {
        return List.of(
                working(EU, BACKFILLING),
                working(EU, new Activity.Backfilling(0, 0, 0, null, 1, 0)),
                working(EU, HELD),
                working(EU, new Activity.Held("replica-lag", "12 s", "5 s", NOON, BACKFILLING)),
                working(EU, WAITING),
                TargetReport.of(EU, NOON, new Activity.StandingBy(NOON)),
                TargetReport.of(EU, NOON, new Activity.Idle()));
    }

    static TargetReport working(TargetId target, Activity activity) {
        return new TargetReport(target, ChangeId.parse("orders/7"), 2, NOON, activity);
    }
}
