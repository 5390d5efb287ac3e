package dev.quipu.ledger;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A ledger that is open: its state goes on following the log. Thread-safe. */
public interface Ledger extends AutoCloseable {

    /**
     * The newest state this process has folded.
     *
     * @throws LedgerException.Unusable if the log holds something this build can't fold
     */
    LedgerState state();

    /**
     * Decides each command on the newest state and what the ones before it lead to, appends the events, and waits until
     * the log has arbitrated them. A command that lost a race is decided again. What is refused, or is so already, is
     * so on a state that has all that was in the log when this was called.
     *
     * @return replies in the order of the commands
     * @throws LedgerException.Unavailable if the log doesn't answer in time; sent entries may or may not be in it
     */
    <R> List<Reply<R>> submit(Actor actor, List<? extends Command<R>> commands);

    /** One command; see {@link #submit(Actor, List)}. */
    default <R> Reply<R> submit(Actor actor, Command<R> command) {
        return submit(actor, List.of(command)).getFirst();
    }

    /**
     * Appends an entry as it is, and tells what the fold made of it. Blocks for up to ten seconds while no broker
     * answers, and before the first entry of a process that writes for a schema registry until that answers.
     *
     * <p>Sending the same entry again is harmless: it counts once. If an earlier attempt of this ledger failed with
     * {@link LedgerException.Unavailable} and the entry is in the log all the same, the outcome is that of the earlier
     * attempt, and nothing is sent. Otherwise the second one is void as a
     * {@link dev.quipu.ledger.state.Refusal.Duplicate}, which doesn't tell whether the first was accepted: the state
     * does.
     *
     * @return completes exceptionally with a {@link LedgerException}
     */
    CompletableFuture<Outcome> append(Entry entry);

    /**
     * Appends entries one behind the other, each as {@link #append(Entry)} does. They are sent close together, which
     * takes hardly longer than one.
     */
    default List<CompletableFuture<Outcome>> append(List<Entry> entries) {
        return entries.stream().map(this::append).toList();
    }

    /** What the fold would make of {@code entry} after {@code state}, if it were appended here. */
    Folded foresee(LedgerState state, Entry entry);

    /**
     * Waits until more than {@code entries} records are folded, or the time is over.
     *
     * @return the newest state in either case
     */
    LedgerState awaitMoreThan(long entries, Duration atMost) throws InterruptedException;

    /** How far the newest state of this process is behind the log, as far as it knows. Never waits. */
    Lag lag();

    /** Whether a broker answers within {@code atMost}. */
    boolean isReachable(Duration atMost);

    @Override
    void close();
}
