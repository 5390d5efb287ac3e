package dev.quipu.consumers.agent;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports that are committed with the work they report, in the order of their commit; a report is taken out after
 * the ledger has it.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final TargetSession session;
    private final CrashPoints crashPoints;

    Outbox(Ledger ledger, TargetSession session, CrashPoints crashPoints) {
        this.ledger = ledger;
        this.session = session;
        this.crashPoints = crashPoints;
    }

    /** What can be done while the ledger takes its time. */
    interface Meanwhile {
        /** Does it; {@code answer} is what the ledger makes of the entry that follows. */
        void run(CompletableFuture<Outcome> answer) throws SQLException;

        /** The ledger takes longer than usual: nobody else is to wait for what was done. */
        void tooLong() throws SQLException;
    }

    /** An entry that follows from reports, and what can be done while both are on their way. */
    record Following(Entry entry, Meanwhile meanwhile) {}

    /**
     * Sends what is there, and right behind it what follows from it, and waits until the ledger has it all.
     *
     * @param following what is to follow on the state that the reports lead to, or null
     * @throws LedgerException if the ledger doesn't answer: the reports stay
     */
    void flush(Function<LedgerState, @Nullable Following> following) throws SQLException, InterruptedException {
        List<Entry> reports = session.outbox().waiting(session.control());
        if (!reports.isEmpty()) {
            LedgerState ahead = ledger.state();
            for (Entry report : reports) {
                Folded folded = ledger.foresee(ahead, report);
                Answers.requireAllowed(folded.outcome());
                ahead = folded.state();
            }
            Following next = following.apply(ahead);
            List<Entry> entries = new ArrayList<>(reports);
            if (next != null) {
                entries.add(next.entry());
            }
            List<CompletableFuture<Outcome>> answers = ledger.append(entries);
            if (next != null) {
                next.meanwhile().run(answers.getLast());
                if (!isAnswered(answers.getLast())) {
                    next.meanwhile().tooLong();
                }
            }
            settle(reports, answers);
            crashPoints.passed(CrashPoint.REPORTED);
            session.outbox().sent();
            if (next == null || !(Answers.await(answers.getLast(), ANSWER_WITHIN) instanceof Outcome.Accepted)) {
                session.outbox().remove(session);
            }
        }
    }

    private static boolean isAnswered(CompletableFuture<Outcome> answer) throws InterruptedException {
        try {
            answer.get(Ahead.LEDGER_ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) { // said by whoever waits for it to the end
            return true;
        }
    }

    private static void settle(List<Entry> reports, List<CompletableFuture<Outcome>> answers)
            throws InterruptedException {
        for (int i = 0; i < reports.size(); i++) {
            if (Answers.await(answers.get(i), ANSWER_WITHIN) instanceof Outcome.Voided(long number, Refusal reason)
                    && !(reason instanceof Refusal.Duplicate)) {
                LOG.error(
                        "the ledger has a report of {} as void, entry {}: {}",
                        reports.get(i).stream(),
                        number,
                        reason.message());
            }
        }
    }
}
