package dev.quipu.consumers.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RowRateTest {

    private long nanos;
    private final RowRate rate = new RowRate(() -> nanos);

    private void at(long seconds) {
        nanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void isOfTheSecondsSinceTheStartAtFirst() {
        assertThat(rate.perSecond()).isZero();
        rate.add(300);
        at(1);
        rate.add(100);
        at(2);

        assertThat(rate.perSecond()).isEqualTo(200);
    }

    @Test
    void isOfTheLastTenSecondsLater() {
        for (int second = 0; second < 30; second++) {
            at(second);
            rate.add(second < 20 ? 1_000 : 50);
        }
        at(30);

        assertThat(rate.perSecond()).isEqualTo(50);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        rate.add(1_000);
        at(5);
        assertThat(rate.perSecond()).isEqualTo(200);
        at(1_000);

        assertThat(rate.perSecond()).isZero();
    }
}
