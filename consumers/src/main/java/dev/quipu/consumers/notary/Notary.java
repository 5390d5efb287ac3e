package dev.quipu.consumers.notary;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.SigningException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs checkpoints of a ledger, as long as its log contains all that was signed before. It reads the log itself and
 * waits for whatever can be mended; it stops for good if the log is another one. Thread-safe.
 */
public final class Notary implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notary.class);
    private static final Duration NEWS_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final KafkaSettings kafka;
    private final NotarySettings settings;
    private final Clock clock;
    private final Thread thread;
    private volatile @Nullable LedgerException stopped;
    private String said = "";

    private Notary(Ledger ledger, KafkaSettings kafka, NotarySettings settings, Clock clock) {
        this.ledger = ledger;
        this.kafka = kafka;
        this.settings = settings;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("quipu-notary").daemon().unstarted(this::run);
    }

    /**
     * Begins to work, in the background.
     *
     * @param ledger is left open when the notary is closed
     * @param kafka where that ledger is; the keyring has the notary's key
     */
    public static Notary start(Ledger ledger, KafkaSettings kafka, NotarySettings settings) {
        return start(ledger, kafka, settings, Clock.systemUTC());
    }

    static Notary start(Ledger ledger, KafkaSettings kafka, NotarySettings settings, Clock clock) {
        Notary notary = new Notary(ledger, kafka, settings, clock);
        notary.thread.start();
        return notary;
    }

    /** @throws LedgerException if it has stopped for good, with the reason */
    public void requireWorking() {
        LedgerException reason = stopped;
        if (reason != null) {
            throw reason;
        }
    }

    private void run() {
        try {
            while (true) {
                work();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LedgerException e) {
            stop(e);
        } catch (RuntimeException e) {
            LOG.error("the notary can't go on", e);
            stop(new LedgerException.Unusable("the notary can't go on: " + e, "Start it again."));
        }
    }

    private void stop(LedgerException reason) {
        stopped = reason;
        LOG.error("the notary has stopped and signs nothing more: {}. {}", reason.getMessage(), reason.nextStep());
    }

    /** Until something must be tried again from the start. */
    private void work() throws InterruptedException {
        try {
            NotaryKey.Enrolled key = awaitKey();
            try (NotaryDesk desk = NotaryDesk.open(ledger, kafka, settings, key, clock)) {
                LOG.info(
                        "the notary signs checkpoints of the ledger; verify them with {}",
                        key.signer().key());
                said = "";
                desk.work();
            }
        } catch (LedgerException.Unavailable | LedgerException.Denied e) {
            retry("%s. %s".formatted(e.getMessage(), e.nextStep()));
        } catch (SigningException e) {
            retry("the notary can't sign: " + e.getMessage());
        } catch (IOException e) {
            if (Thread.interrupted()) { // which closes the file that was written
                throw new InterruptedException(e.getMessage());
            }
            retry("the notary can't keep its files in %s: %s".formatted(settings.state(), e));
        }
    }

    private void retry(String problem) throws InterruptedException {
        say(problem + " Trying again.");
        Thread.sleep(PAUSE);
    }

    private NotaryKey.Enrolled awaitKey() throws InterruptedException {
        while (true) {
            long entries = ledger.state().entries();
            switch (NotaryKey.of(ledger.state(), kafka.keyring())) {
                case NotaryKey.Enrolled enrolled -> {
                    return enrolled;
                }
                case NotaryKey.Missing(String message, String nextStep) -> {
                    say("the notary waits: %s. %s".formatted(message, nextStep));
                    ledger.awaitMoreThan(entries, NEWS_WITHIN);
                }
                case NotaryKey.Disputed(String message, String nextStep) ->
                    throw new LedgerException.Unusable(message, nextStep);
            }
        }
    }

    private void say(String text) {
        if (!text.equals(said)) {
            LOG.warn(text);
        }
        said = text;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
