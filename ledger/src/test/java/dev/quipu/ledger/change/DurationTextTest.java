package dev.quipu.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "3s,PT3S", "90s,PT1M30S", "10m,PT10M", "12h,PT12H", "30d,P30D", "0s,PT0S"})
    void readsAndWritesTheSame(String text, String duration) {
        assertThat(DurationText.parse(text))
                .hasToString(Duration.parse(duration).toString());
        assertThat(DurationText.of(DurationText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "s", "3 s", "-3s", "1.5s", "3w", "03s", "99999999999d", "٣s"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
