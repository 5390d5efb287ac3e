package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the ledger for all targets of an agent, and wakes those that a batch of entries is about. Runs until its
 * thread is interrupted or the ledger is of no use any more.
 */
final class Dispatcher implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration NEWS_WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Set<TargetWatch> watches = ConcurrentHashMap.newKeySet();

    Dispatcher(Ledger ledger) {
        this.ledger = ledger;
    }

    /** From now on wakes this one too. */
    void add(TargetWatch watch) {
        watches.add(watch);
    }

    @Override
    public void run() {
        long seen = -1;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                seen = step(seen);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LedgerException.Unusable e) {
            LOG.debug("the ledger is of no use any more", e);
            watches.forEach(watch -> watch.wakeUp().ring());
        }
    }

    private long step(long seen) throws InterruptedException {
        try {
            LedgerState state = ledger.awaitMoreThan(seen, NEWS_WITHIN);
            dispatch(state);
            return state.entries();
        } catch (LedgerException.Unavailable | LedgerException.Denied e) {
            LOG.warn("{}; trying again", e.getMessage());
            Thread.sleep(PAUSE);
            return seen;
        }
    }

    private void dispatch(LedgerState state) {
        Map<Assignment.Waiting, Boolean> over = new HashMap<>();
        for (TargetWatch watch : watches) {
            Assignment.Waiting waiting = watch.waiting();
            boolean news = watch.look(state);
            if (news || (waiting != null && over.computeIfAbsent(waiting, key -> isOver(state, watch, key)))) {
                watch.wakeUp().ring();
            }
        }
    }

    /** Whether a target waits for something else now; the same for all that wait for the same. */
    private static boolean isOver(LedgerState state, TargetWatch watch, Assignment.Waiting waiting) {
        TargetState known = state.target(watch.target());
        return known == null || !waiting.equals(Assignments.next(state, known));
    }
}
