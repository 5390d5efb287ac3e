package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the topic again and again while a ledger is open: somebody may change its settings, or make it anew. Each
 * finding is a line in the log when it appears and another when it is gone. Thread-safe.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private final TopicGuard guard;
    private final KafkaSettings settings;
    private final String topicId;
    private final Duration every;
    private final Consumer<LedgerException> gone;
    private final Thread thread;
    private volatile List<TopicFinding> findings;
    private boolean missed;

    /** @param gone hears that the topic is no longer the one that was opened */
    private TopicWatch(
            TopicGuard guard,
            KafkaSettings settings,
            TopicFacts opened,
            Duration every,
            Consumer<LedgerException> gone) {
        this.guard = guard;
        this.settings = settings;
        this.topicId = opened.topicId();
        this.every = every;
        this.gone = gone;
        this.findings = TopicRules.findings(settings, opened);
        this.thread = Thread.ofVirtual().name("quipu-topic-watch").unstarted(this::watch);
    }

    static TopicWatch start(
            TopicGuard guard,
            KafkaSettings settings,
            TopicFacts opened,
            Duration every,
            Consumer<LedgerException> gone) {
        TopicWatch watch = new TopicWatch(guard, settings, opened, every, gone);
        watch.findings.forEach(finding -> LOG.warn("{}. {}", finding.message(), finding.nextStep()));
        watch.thread.start();
        return watch;
    }

    /** What is not as it should be, as of the last look. */
    List<TopicFinding> findings() {
        return findings;
    }

    private void watch() {
        try {
            do {
                Thread.sleep(every);
            } while (look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is anything left to watch. */
    private boolean look() {
        TopicFacts facts;
        try {
            facts = guard.facts();
        } catch (LedgerException | KafkaException e) {
            LOG.debug("can't look at the topic now", e);
            return !Thread.currentThread().isInterrupted();
        }
        if (facts != null && facts.topicId().equals(topicId)) {
            missed = false;
            report(TopicRules.findings(settings, facts));
            return true;
        }
        if (!missed) { // a broker that lags behind may not know it
            missed = true;
            return true;
        }
        stop(facts);
        return false;
    }

    private void stop(@Nullable TopicFacts facts) {
        LedgerException reason = new LedgerException.Unusable(
                "topic %s was %s while it was open"
                        .formatted(settings.topic(), facts == null ? "deleted" : "deleted and made anew"),
                "Find out who did it; restore the ledger: quipu ledger import FILE");
        LOG.error("{}. {}", reason.getMessage(), reason.nextStep());
        gone.accept(reason);
    }

    private void report(List<TopicFinding> now) {
        List<TopicFinding> before = findings;
        findings = now;
        now.stream()
                .filter(finding -> !before.contains(finding))
                .forEach(finding -> LOG.error("{}. {}", finding.message(), finding.nextStep()));
        before.stream()
                .filter(finding -> !now.contains(finding))
                .forEach(finding -> LOG.info("no longer so: {}", finding.message()));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
