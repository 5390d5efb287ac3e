package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.TargetEvent.TargetRetired;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetLoopTest {

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Thread start(CrashPoints points) {
        return Thread.ofVirtual()
                .start(new TargetLoop(
                        Shop.TARGET,
                        shop::database,
                        shop.ledger,
                        new Reports(Shop.TARGET, "test", Clock.systemUTC()),
                        points));
    }

    private static boolean ends(Thread loop) throws InterruptedException {
        return loop.join(Duration.ofSeconds(30));
    }

    @Test
    void endsWhenTheTargetIsRetired() throws InterruptedException {
        Thread loop = start(CrashPoints.NONE);
        shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");
        shop.applied(1, 1);

        shop.done(Command.of(new TargetRetired(Shop.TARGET, "gone"), "gone"));

        assertThat(ends(loop)).isTrue();
    }

    @Test
    void endsAtTheDatabaseOfAnotherTarget() throws InterruptedException {
        shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");
        try (QuipuAgent agent = shop.agent()) {
            shop.applied(1, 1);
            assertThat(agent.targets()).isNotEmpty();
        }
        shop.execute("UPDATE quipu.fence SET target = 'orders@us-1'");

        assertThat(ends(start(CrashPoints.NONE))).isTrue();
        assertThat(shop.query("SELECT target FROM quipu.fence")).isEqualTo("orders@us-1");
    }

    @Test
    void goesOnAfterAnErrorThatNobodyExpected() throws InterruptedException {
        AtomicInteger errors = new AtomicInteger(2);
        Thread loop = start(point -> {
            if (errors.getAndDecrement() > 0) {
                throw new IllegalStateException("unexpected");
            }
        });
        shop.approved(1, "CREATE TABLE t ()", "DROP TABLE t");

        shop.applied(1, 1);

        loop.interrupt();
        assertThat(ends(loop)).isTrue();
    }
}
