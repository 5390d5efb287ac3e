package dev.quipu.consumers.agent;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what the ledger makes of an entry. */
final class Answers {

    private Answers() {}

    /**
     * Whether an entry may be sent at all: one that the agent's key is not allowed would be void, and lost with it what
     * it reports.
     *
     * @throws LedgerException.Denied if it may not; an admin can mend that
     */
    static void requireAllowed(Outcome foreseen) {
        if (foreseen instanceof Outcome.Voided(long number, Refusal.Forbidden(String message, String nextStep))) {
            throw new LedgerException.Denied(message, nextStep, null);
        }
    }

    /**
     * The outcome.
     *
     * @throws LedgerException if there is none in time: the entry may or may not be written
     */
    static Outcome await(CompletableFuture<Outcome> answer, Duration atMost) throws InterruptedException {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LedgerException.Unavailable("no answer from the ledger", "The agent goes on trying.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LedgerException known ? known : new IllegalStateException(e.getCause());
        }
    }
}
