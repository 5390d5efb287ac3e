package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.ledger.telemetry.TargetReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports as JSON, version 1.
 *
 * <pre>{@code
 * {"v":1,"target":"orders@eu-1","change":"orders/7","step":2,"at":"2026-11-24T12:00:00Z",
 *  "activity":{"kind":"held","signal":"replica-lag","value":"12 s","limit":"5 s","since":"2026-11-24T11:59:50Z"}}
 * }</pre>
 */
final class ReportEncoder {

    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MILLI = 3;

    private ReportEncoder() {}

    static byte[] encode(TargetReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("v", VERSION)
                .put("target", report.target().toString())
                .put("at", report.at().toString());
        if (report.change() != null) {
            json.put("change", report.change().toString()).put("step", report.step());
        }
        return JSON.writeValueAsBytes(json.set("activity", activity(report.activity())));
    }

    private static ObjectNode activity(Activity activity) {
        return switch (activity) {
            case Activity.Backfilling backfilling -> backfilling(backfilling);
            case Activity.Held held -> held(held);
            case Activity.Waiting waiting ->
                of("waiting")
                        .put("what", ReportText.of(waiting.what()))
                        .put("since", waiting.since().toString())
                        .set("blockers", blockers(waiting));
            case Activity.StandingBy by ->
                of("standing-by").put("since", by.since().toString());
            case Activity.Idle idle -> of("idle");
        };
    }

    private static ObjectNode held(Activity.Held held) {
        ObjectNode json = of("held")
                .put("signal", ReportText.of(held.signal()))
                .put("value", ReportText.of(held.value()))
                .put("limit", ReportText.of(held.limit()))
                .put("since", held.since().toString());
        return held.progress() == null ? json : json.set("progress", backfilling(held.progress()));
    }

    private static ObjectNode backfilling(Activity.Backfilling backfilling) {
        ObjectNode json = of("backfilling")
                .put("rows", backfilling.rows())
                .put("estimatedRows", backfilling.estimatedRows())
                .put("rowsPerSecond", rounded(backfilling.rowsPerSecond()))
                .put("batchSize", backfilling.batchSize())
                .put("quarantined", backfilling.quarantined());
        return backfilling.remaining() == null ? json : json.put("remainingSeconds", seconds(backfilling.remaining()));
    }

    private static ArrayNode blockers(Activity.Waiting waiting) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Blocker blocker : waiting.blockers()) {
            if (all.size() < ReportText.MOST_BLOCKERS) {
                all.addObject()
                        .put("session", ReportText.of(blocker.session()))
                        .put("application", ReportText.of(blocker.application()))
                        .put("ageSeconds", seconds(blocker.age()))
                        .put("state", ReportText.of(blocker.state()));
            }
        }
        return all;
    }

    private static ObjectNode of(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLI);
    }

    private static BigDecimal rounded(double rate) {
        return Double.isFinite(rate) ? BigDecimal.valueOf(rate).setScale(1, RoundingMode.HALF_UP) : BigDecimal.ZERO;
    }
}
