package dev.quipu.consumers.agent;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.state.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what the ledger makes of an entry. */
final class Answers {

    private Answers() {}

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
