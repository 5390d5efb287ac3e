package dev.quipu.consumers.agent;

import dev.quipu.consumers.lock.Orders;
import dev.quipu.ledger.state.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a step that runs while its claim is on its way: it is given up when the ledger refuses the claim, or
 * takes longer than usual, so that nobody who waits for the step's locks waits for a broker. Thread-safe.
 */
final class Ahead implements Orders {

    /** Usually a few milliseconds. */
    static final Duration LEDGER_ANSWERS_WITHIN = Duration.ofMillis(100);

    private final Orders claimed;
    private final CompletableFuture<Outcome> claim;
    private final long since = System.nanoTime();

    /** @param claimed the orders from when the claim is accepted */
    Ahead(Orders claimed, CompletableFuture<Outcome> claim) {
        this.claimed = claimed;
        this.claim = claim;
    }

    @Override
    public @Nullable String abort() {
        if (!claim.isDone()) {
            return System.nanoTime() - since > LEDGER_ANSWERS_WITHIN.toNanos() ? "the ledger takes its time" : null;
        }
        boolean accepted = !claim.isCompletedExceptionally() && claim.join() instanceof Outcome.Accepted;
        return accepted ? claimed.abort() : "the claim is not accepted";
    }

    @Override
    public boolean isPaused() {
        return claimed.isPaused();
    }

    @Override
    public boolean isSessionWanted() {
        return claimed.isSessionWanted();
    }
}
