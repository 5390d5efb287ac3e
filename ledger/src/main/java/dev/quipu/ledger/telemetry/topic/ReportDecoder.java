package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.ledger.telemetry.TargetReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link ReportEncoder} wrote, and trusts nothing: anybody may have written it. */
final class ReportDecoder {

    /** More than the longest report that an agent writes. */
    static final int MOST_BYTES = 32 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(2_000)
                            .maxNameLength(200)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .build();

    private ReportDecoder() {}

    /**
     * The report in a record, or nothing if it holds none that this reader understands. Unknown fields are ignored.
     *
     * @param key the record's key, which is the target
     */
    static Optional<TargetReport> decode(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null || value == null || value.length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            TargetReport report = report(new ReportFields(JSON.readTree(value)));
            return ReportKeys.matches(report.target(), key) ? Optional.of(report) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static TargetReport report(ReportFields json) {
        if (json.count("v") != ReportEncoder.VERSION) {
            throw new IllegalArgumentException("another version");
        }
        String change = json.textOrNull("change");
        return new TargetReport(
                TargetId.parse(json.text("target")),
                change == null ? null : ChangeId.parse(change),
                change == null ? 0 : Math.toIntExact(json.count("step")),
                json.instant("at"),
                activity(json.object("activity")));
    }

    private static Activity activity(ReportFields json) {
        return switch (json.text("kind")) {
            case "backfilling" -> backfilling(json);
            case "held" ->
                new Activity.Held(
                        json.text("signal"),
                        json.text("value"),
                        json.text("limit"),
                        json.instant("since"),
                        json.has("progress") ? backfilling(json.object("progress")) : null);
            case "waiting" ->
                new Activity.Waiting(
                        json.text("what"),
                        json.objects("blockers").stream()
                                .limit(ReportText.MOST_BLOCKERS)
                                .map(ReportDecoder::blocker)
                                .toList(),
                        json.instant("since"));
            case "standing-by" -> new Activity.StandingBy(json.instant("since"));
            case "idle" -> new Activity.Idle();
            default -> throw new IllegalArgumentException("an activity of a later version");
        };
    }

    private static Activity.Backfilling backfilling(ReportFields json) {
        return new Activity.Backfilling(
                json.count("rows"),
                json.count("estimatedRows"),
                json.number("rowsPerSecond").doubleValue(),
                json.secondsOrNull("remainingSeconds"),
                Math.toIntExact(json.count("batchSize")),
                json.count("quarantined"));
    }

    private static Blocker blocker(ReportFields json) {
        return new Blocker(
                json.text("session"), json.text("application"), json.seconds("ageSeconds"), json.text("state"));
    }
}
