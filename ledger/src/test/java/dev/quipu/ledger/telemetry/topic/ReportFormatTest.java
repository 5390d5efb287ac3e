package dev.quipu.ledger.telemetry.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.Blocker;
import dev.quipu.ledger.telemetry.TargetReport;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFormatTest {

    private static final String IDLE = "{\"v\":1,\"target\":\"orders@eu-1\",\"at\":\"2026-11-24T12:00:00.123Z\","
            + "\"activity\":{\"kind\":\"idle\"}}";

    @ParameterizedTest
    @MethodSource("dev.quipu.ledger.telemetry.topic.Samples#all")
    void readsWhatItWrites(TargetReport report) {
        assertThat(decode(ReportEncoder.encode(report))).contains(report);
    }

    @Test
    void writesReadableJson() {
        assertThat(new String(ReportEncoder.encode(Samples.working(Samples.EU, Samples.HELD)), UTF_8))
                .isEqualTo("""
                    {"v":1,"target":"orders@eu-1","at":"2026-11-24T12:00:00.123Z","change":"orders/7","step":2,\
                    "activity":{"kind":"held","signal":"replica-lag","value":"12 s","limit":"5 s",\
                    "since":"2026-11-24T12:00:00.123Z"}}\
                    """);
    }

    @Test
    void ignoresWhatALaterVersionAdds() {
        assertThat(decode(IDLE.replace("\"v\":1", "\"v\":1,\"mood\":{\"a\":[1]}")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{}",
                "{\"v\":1",
                "\u0000\u0001",
                "{\"v\":2,\"target\":\"orders@eu-1\",\"at\":\"2026-11-24T12:00:00Z\",\"activity\":{\"kind\":\"idle\"}}",
                "{\"v\":1,\"target\":\"orders@us-1\",\"at\":\"2026-11-24T12:00:00Z\",\"activity\":{\"kind\":\"idle\"}}",
                "{\"v\":1,\"target\":\"../x\",\"at\":\"2026-11-24T12:00:00Z\",\"activity\":{\"kind\":\"idle\"}}",
                "{\"v\":1,\"target\":\"orders@eu-1\",\"at\":\"noon\",\"activity\":{\"kind\":\"idle\"}}",
                "{\"v\":1,\"target\":\"orders@eu-1\",\"at\":\"2026-11-24T12:00:00Z\",\"activity\":{\"kind\":\"tea\"}}",
                "{\"v\":1,\"target\":\"orders@eu-1\",\"at\":\"2026-11-24T12:00:00Z\",\"activity\":[]}",
                "{\"v\":1e99,\"target\":\"orders@eu-1\",\"at\":\"2026-11-24T12:00:00Z\",\"activity\":{}}"
            })
    void skipsWhatIsNoReport(String text) {
        assertThat(decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e400", "9999999999999999999999", "\"7\"", "null", "1e999999999"})
    void skipsFiguresThatAreNone(String figure) {
        String text = new String(ReportEncoder.encode(Samples.working(Samples.EU, Samples.BACKFILLING)), UTF_8);
        assertThat(decode(text.replace("\"rows\":1000", "\"rows\":" + figure))).isEmpty();
    }

    @Test
    void skipsWhatIsTooLargeOrTooDeep() {
        String large = IDLE.replace("{\"v\"", "{\"x\":\"%s\",\"v\"".formatted("x".repeat(ReportDecoder.MOST_BYTES)));
        String deep = IDLE.replace("{\"v\"", "{\"x\":%s%s,\"v\"".formatted("[".repeat(1_000), "]".repeat(1_000)));
        assertThat(decode(large)).isEmpty();
        assertThat(decode(deep)).isEmpty();
        assertThat(ReportDecoder.decode(null, IDLE.getBytes(UTF_8))).isEmpty();
        assertThat(ReportDecoder.decode(ReportKeys.of(Samples.EU), null)).isEmpty();
    }

    @Test
    void letsNoTextMoveTheCursorOrFillTheScreen() {
        Activity hostile = new Activity.Held("a\u001b[2Jb\nc\u202e", "x".repeat(1_000), "", Samples.NOON);
        Optional<TargetReport> read = decode(ReportEncoder.encode(Samples.working(Samples.EU, hostile)));
        assertThat(read).hasValueSatisfying(report -> {
            Activity.Held held = (Activity.Held) report.activity();
            assertThat(held.signal()).isEqualTo("a?[2Jb?c?");
            assertThat(held.value()).hasSize(200).endsWith("…");
        });
    }

    @Test
    void namesTwentyBlockersAtMost() {
        Blocker one = new Blocker("1", "", Duration.ZERO, "active");
        Activity crowd = new Activity.Waiting("table orders", Collections.nCopies(500, one), Samples.NOON);
        assertThat(decode(ReportEncoder.encode(Samples.working(Samples.EU, crowd))))
                .hasValueSatisfying(report -> assertThat(((Activity.Waiting) report.activity()).blockers())
                        .hasSize(20));
    }

    private static Optional<TargetReport> decode(String text) {
        return decode(text.getBytes(UTF_8));
    }

    private static Optional<TargetReport> decode(byte[] value) {
        return ReportDecoder.decode(ReportKeys.of(TargetId.parse("orders@eu-1")), value);
    }
}
