package dev.quipu.shell.agent;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the stand-alone processes share: they wait for the ledger, and work until they are told to stop. */
@Component
public class StandAlone {

    private static final Logger LOG = LoggerFactory.getLogger(StandAlone.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    StandAlone() {}

    /** What works once the ledger is open; closing stops it. */
    @FunctionalInterface
    public interface Work {

        /** Begins. */
        AutoCloseable start(KafkaLedger ledger);

        /** Opens the ledger. {@code stopped} tells whether the process is told to stop. */
        default KafkaLedger open(KafkaSettings settings, BooleanSupplier stopped) {
            return KafkaLedger.open(settings);
        }

        /** Throws if it can't go on. */
        default void requireWorking() {}
    }

    /**
     * Works until SIGTERM or SIGINT.
     *
     * @throws LedgerException if the ledger can't be followed any further: who supervises the process may start it
     *     again
     */
    public void run(KafkaSettings settings, Work work) throws Exception {
        CountDownLatch stop = stop();
        KafkaLedger ledger = open(settings, work, stop);
        if (ledger == null) {
            return;
        }
        try (ledger;
                AutoCloseable working = work.start(ledger)) {
            LOG.info(
                    "following the ledger in topic {} with {}",
                    settings,
                    working.getClass().getSimpleName());
            while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                work.requireWorking();
                ledger.requireFollowed();
            }
            LOG.info("stopping");
        }
    }

    /** Waits for SIGTERM or SIGINT. */
    public void awaitStop() throws InterruptedException {
        stop().await();
    }

    private static CountDownLatch stop() {
        CountDownLatch stop = new CountDownLatch(1);
        Signals.register("TERM", stop::countDown);
        Signals.register("INT", stop::countDown);
        return stop;
    }

    /** The ledger as soon as there is one, or null if told to stop before. */
    private static @Nullable KafkaLedger open(KafkaSettings settings, Work work, CountDownLatch stop)
            throws InterruptedException {
        String said = "";
        do {
            try {
                return work.open(settings, () -> stop.getCount() == 0);
            } catch (LedgerException e) {
                work.requireWorking();
                String text = e.getMessage() + ". " + e.nextStep();
                if (!text.equals(said) && stop.getCount() > 0) {
                    LOG.warn("waiting: {}", text);
                    said = text;
                }
            }
        } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        return null;
    }
}
