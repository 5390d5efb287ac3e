package dev.quipu.consumers.notary;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.DerivedId;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.state.CheckpointState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkpoints into the ledger they are about; the same one counts once, however often it is written. */
record Publication(Ledger ledger, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    /** Whether the ledger has this checkpoint, or a later one. */
    boolean isDone(Checkpoint checkpoint) {
        CheckpointState newest = ledger.state().checkpoint();
        return newest != null && newest.size() >= checkpoint.size();
    }

    /**
     * Writes a checkpoint. One that came too late is void, which is no harm: there will be another.
     *
     * @throws LedgerException if nobody knows whether it is written; it may be tried again
     */
    void write(LastCheckpoint.Signed signed) throws InterruptedException {
        Checkpoint checkpoint = signed.checkpoint();
        CheckpointSigned event = new CheckpointSigned(
                checkpoint.size(), checkpoint.root(), signed.note().toString());
        Outcome outcome = join(ledger.append(new Entry(
                DerivedId.of("checkpoint", event.note()),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Actor.NOTARY,
                event.stream(),
                null,
                null,
                null,
                event)));
        switch (outcome) {
            case Outcome.Accepted accepted -> LOG.debug("checkpoint of {} entries is in the ledger", event.size());
            case Outcome.Voided(long number, Refusal.Duplicate again) ->
                LOG.debug("checkpoint of {} entries was in the ledger", event.size());
            case Outcome.Voided(long number, Refusal reason) ->
                LOG.warn("checkpoint of {} entries is void: {}. {}", event.size(), reason.message(), reason.nextStep());
        }
    }

    private static Outcome join(CompletableFuture<Outcome> outcome) throws InterruptedException {
        try {
            return outcome.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LedgerException.Unavailable(
                    "a checkpoint did not come back from the log within %d s".formatted(ANSWER_WITHIN.toSeconds()),
                    "It is written again.",
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LedgerException known ? known : new IllegalStateException(e.getCause());
        }
    }
}
