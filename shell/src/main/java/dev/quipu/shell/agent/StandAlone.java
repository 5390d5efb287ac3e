package dev.quipu.shell.agent;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the stand-alone processes share: they wait for the ledger, and work until they are told to stop. */
@Component
class StandAlone {

    private static final Logger LOG = LoggerFactory.getLogger(StandAlone.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** What works once the ledger is open; closing stops it. */
    @FunctionalInterface
    interface Work {
        AutoCloseable start(KafkaLedger ledger);
    }

    /**
     * Works until SIGTERM or SIGINT.
     *
     * @throws LedgerException if the ledger can't be followed any further: who supervises the process may start it
     *     again
     */
    void run(KafkaSettings settings, Work work) throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        Signals.register("TERM", stop::countDown);
        Signals.register("INT", stop::countDown);
        KafkaLedger ledger = open(settings, stop);
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
                ledger.requireFollowed();
            }
            LOG.info("stopping");
        }
    }

    /** The ledger as soon as there is one, or null if told to stop before. */
    private static @Nullable KafkaLedger open(KafkaSettings settings, CountDownLatch stop) throws InterruptedException {
        String said = "";
        do {
            try {
                return KafkaLedger.open(settings);
            } catch (LedgerException e) {
                String text = e.getMessage() + ". " + e.nextStep();
                if (!text.equals(said)) {
                    LOG.warn("waiting: {}", text);
                    said = text;
                }
            }
        } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        return null;
    }
}
