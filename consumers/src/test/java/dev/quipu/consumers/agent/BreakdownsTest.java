package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.Work.Task;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BreakdownsTest {

    private static final int FEW = 5;

    private static final StepRun STEP = new StepRun(
            new Task(new UUID(0, 1), ChangeId.parse("orders/1"), Direction.FORWARD),
            Shop.sql("step", "SELECT 1", null),
            1,
            1,
            1,
            Digest.of(new byte[0]));

    private final Breakdowns breakdowns = new Breakdowns();

    @Test
    void makeAStepHopelessThatComesToNothing() {
        for (int i = 0; i < FEW; i++) {
            assertThat(breakdowns.isHopeless(STEP)).isFalse();
            breakdowns.begun(STEP);
        }
        assertThat(breakdowns.isHopeless(STEP)).isTrue();
    }

    @Test
    void dontMakeAStepHopelessThatGetsOn() {
        for (int i = 0; i < 3 * FEW; i++) {
            breakdowns.begun(STEP);
            breakdowns.progress();
        }
        assertThat(breakdowns.isHopeless(STEP)).isFalse();
    }
}
