package dev.quipu.consumers.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LockLadderTest {

    private static final LockLadder LADDER = new LockLadder(Duration.ofSeconds(3));

    @Test
    void beginsGently() {
        assertThat(LADDER.rung(0)).isEqualTo(new LockLadder.Rung(Duration.ofMillis(100), Duration.ofMillis(50)));
    }

    @Test
    void growsUpToItsLastRung() {
        IntStream.range(0, 10_000).forEach(i -> {
            assertThat(LADDER.rung(i + 1).lockWait())
                    .isGreaterThanOrEqualTo(LADDER.rung(i).lockWait());
            assertThat(LADDER.rung(i + 1).pause())
                    .isGreaterThanOrEqualTo(LADDER.rung(i).pause());
        });
        assertThat(LADDER.rung(Integer.MAX_VALUE))
                .isEqualTo(new LockLadder.Rung(Duration.ofSeconds(3), Duration.ofMinutes(1)));
    }

    @Test
    void isNeverWithoutATimeout() {
        LockLadder strict = new LockLadder(Duration.ofMillis(1));

        assertThat(strict.rung(0).lockWait()).isEqualTo(Duration.ofMillis(1));
    }
}
