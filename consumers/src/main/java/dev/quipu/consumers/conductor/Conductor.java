package dev.quipu.consumers.conductor;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.CompleteRollout;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Rollouts;
import dev.quipu.ledger.state.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes rollouts in which nothing more can happen. Several may run: the ledger arbitrates, so a second opinion does
 * no harm. Thread-safe.
 */
public final class Conductor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    private static final Duration NEWS_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final Thread thread;

    private Conductor(Ledger ledger) {
        this.ledger = ledger;
        this.thread = Thread.ofPlatform().name("quipu-conductor").daemon().unstarted(this::run);
    }

    /** Begins to work. The ledger is left open when the conductor is closed. */
    public static Conductor start(Ledger ledger) {
        Conductor conductor = new Conductor(ledger);
        conductor.thread.start();
        return conductor;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LedgerException.Unusable e) {
            LOG.error("the conductor has stopped: {}. {}", e.getMessage(), e.nextStep());
        }
    }

    private void step() throws InterruptedException {
        try {
            LedgerState state = ledger.state();
            List<CompleteRollout> due = due(state);
            if (!due.isEmpty()) {
                ledger.submit(Actor.CONDUCTOR, due).forEach(Conductor::log);
            }
            ledger.awaitMoreThan(state.entries(), NEWS_WITHIN);
        } catch (LedgerException.Unavailable | LedgerException.Denied e) {
            LOG.warn("{}; trying again in {} ms", e.getMessage(), PAUSE.toMillis());
            Thread.sleep(PAUSE);
        }
    }

    private static List<CompleteRollout> due(LedgerState state) {
        return state.services().values().stream()
                .map(service -> state.running(service.name()))
                .filter(Objects::nonNull)
                .filter(rollout -> Rollouts.due(state, rollout) != null)
                .map(rollout -> new CompleteRollout(rollout.id()))
                .toList();
    }

    private static void log(Reply<RolloutOutcome> reply) {
        switch (reply) {
            case Reply.Done<RolloutOutcome>(RolloutOutcome outcome, List<Stamp> entries) ->
                LOG.info("a rollout is completed: {}", outcome);
            case Reply.Refused<RolloutOutcome>(Refusal.Forbidden reason) ->
                LOG.warn("can't complete a rollout: {}. {}", reason.message(), reason.nextStep());
            case Reply.Refused<RolloutOutcome>(Refusal reason) -> LOG.debug("not completed: {}", reason.message());
        }
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
