package dev.quipu.ledger.kafka;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.Decision;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One round of deciding and appending after the other, until each command has its reply. For one thread. */
final class Submission<R> {

    /** A command that loses this many races in a row meets something else than bad luck. */
    private static final int ROUNDS = 25;

    private final KafkaLedger ledger;
    private final Actor actor;
    private final List<? extends Command<R>> commands;
    private final List<@Nullable Reply<R>> replies;
    private boolean onNewest;

    /** What was sent for one command. */
    private record Sent<R>(int index, R reply, List<CompletableFuture<Outcome>> outcomes) {}

    /** What one command comes to on a state that may never be: something sent, or a reply. */
    private record Step<R>(
            LedgerState ahead,
            @Nullable Sent<R> sent,
            @Nullable Reply<R> reply) {}

    Submission(KafkaLedger ledger, Actor actor, List<? extends Command<R>> commands) {
        this.ledger = ledger;
        this.actor = actor;
        this.commands = commands;
        this.replies = new ArrayList<>(Collections.nCopies(commands.size(), null));
    }

    List<Reply<R>> run() {
        for (int round = 1; replies.contains(null); round++) {
            boolean mayRepeat = round < ROUNDS;
            sendOpen(mayRepeat).forEach(command -> settle(command, mayRepeat));
        }
        return replies.stream().<Reply<R>>map(Objects::requireNonNull).toList();
    }

    /**
     * Decides each open command on what those before it lead to, so that a whole batch is on its way at once. A reply
     * that needs no event holds only if all before it is settled: else the command is open until the next round. It is
     * decided on the newest state there is, since no entry of its own will tell that this process is behind.
     */
    private List<Sent<R>> sendOpen(boolean mayRepeat) {
        LedgerState ahead = ledger.state();
        List<Sent<R>> sent = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            if (replies.get(i) == null) {
                Step<R> step = decide(i, ahead);
                if (step.sent() == null && sent.isEmpty() && !onNewest) {
                    onNewest = true;
                    step = decide(i, ledger.newest());
                }
                ahead = step.ahead();
                if (step.sent() != null) {
                    sent.add(step.sent());
                } else if (sent.isEmpty() || !mayRepeat) {
                    replies.set(i, step.reply());
                }
            }
        }
        return sent;
    }

    private Step<R> decide(int index, LedgerState state) {
        return switch (commands.get(index).decide(state)) {
            case Decision.Refused<R>(Refusal reason) -> new Step<>(state, null, new Reply.Refused<>(reason));
            case Decision.Events<R>(List<LedgerEvent> events, R reply) -> send(index, state, events, reply);
        };
    }

    private Step<R> send(int index, LedgerState state, List<LedgerEvent> events, R reply) {
        LedgerState ahead = state;
        List<Entry> entries = new ArrayList<>();
        for (LedgerEvent event : events) {
            Entry entry = ledger.entry(actor, event, ahead.revision(event.stream()));
            Folded folded = ledger.foresee(ahead, entry);
            if (folded.outcome() instanceof Outcome.Voided(long number, Refusal reason)) {
                return new Step<>(state, null, new Reply.Refused<>(reason));
            }
            ahead = folded.state();
            entries.add(entry);
        }
        return entries.isEmpty()
                ? new Step<>(state, null, new Reply.Done<>(reply, List.of()))
                : new Step<>(ahead, new Sent<>(index, reply, append(entries)), null);
    }

    /** A broker that doesn't answer is noticed at the first entry, not once for each. */
    private List<CompletableFuture<Outcome>> append(List<Entry> entries) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (Entry entry : entries) {
            CompletableFuture<Outcome> outcome = ledger.append(entry);
            if (outcome.isCompletedExceptionally()) {
                ledger.join(outcome);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private void settle(Sent<R> sent, boolean mayRepeat) {
        onNewest = true;
        List<Stamp> stamps = new ArrayList<>();
        Refusal refusal = null;
        for (CompletableFuture<Outcome> outcome : sent.outcomes()) {
            switch (ledger.join(outcome)) {
                case Outcome.Accepted accepted -> stamps.add(accepted.stamp());
                case Outcome.Voided voided -> refusal = voided.reason();
            }
        }
        if (refusal == null) {
            replies.set(sent.index(), new Reply.Done<>(sent.reply(), List.copyOf(stamps)));
        } else if (!mayRepeat || refusal instanceof Refusal.Invalid) {
            replies.set(sent.index(), new Reply.Refused<>(refusal));
        }
    }
}
