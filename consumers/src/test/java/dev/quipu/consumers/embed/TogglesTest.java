package dev.quipu.consumers.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogglesTest {

    @Test
    void putSubjectsIntoBucketsThatNeverChange() {
        assertThat(Toggles.bucket("new-read", "account-1")).isEqualTo(74);
    }

    @Test
    void pickAboutAsManySubjectsAsTheySay() {
        assertThat(IntStream.range(0, 10_000).filter(i -> Toggles.bucket("new-read", "account-" + i) < 30))
                .hasSizeBetween(2_800, 3_200);
    }

    @Test
    void pickOtherSubjectsForOtherToggles() {
        assertThat(IntStream.range(0, 100)
                        .filter(i -> Toggles.bucket("new-read", "account-" + i)
                                == Toggles.bucket("new-write", "account-" + i)))
                .hasSizeLessThan(10);
    }
}
