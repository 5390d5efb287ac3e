package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant EARLIER = NOON.minusSeconds(60);

    @Test
    void tellsOfTargetsOnWhichNothingRuns() {
        List<TargetReport> told = new ArrayList<>();
        Map<TargetId, TargetHealth> health = Map.of(
                TargetId.parse("orders@idle"), new TargetHealth.Idle(EARLIER),
                TargetId.parse("orders@second"), new TargetHealth.StandingBy(EARLIER),
                TargetId.parse("orders@busy"), new TargetHealth.Working(EARLIER, ChangeId.parse("orders/7")),
                TargetId.parse("orders@far"), new TargetHealth.Unreachable(EARLIER, "no route to host"));

        new Heartbeats(() -> health, told::add, Clock.fixed(NOON, ZoneOffset.UTC)).tell();

        assertThat(told)
                .containsExactlyInAnyOrder(
                        TargetReport.of(TargetId.parse("orders@idle"), NOON, new Activity.Idle()),
                        TargetReport.of(TargetId.parse("orders@second"), NOON, new Activity.StandingBy(EARLIER)));
    }
}
