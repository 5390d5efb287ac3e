package dev.quipu.ledger.kafka;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.Decision;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.state.Fold;
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

    /** What was sent for one command. */
    private record Sent<R>(int index, R reply, List<CompletableFuture<Outcome>> outcomes) {}

    Submission(KafkaLedger ledger, Actor actor, List<? extends Command<R>> commands) {
        this.ledger = ledger;
        this.actor = actor;
        this.commands = commands;
        this.replies = new ArrayList<>(Collections.nCopies(commands.size(), null));
    }

    List<Reply<R>> run() {
        for (int round = 1; replies.contains(null); round++) {
            List<Sent<R>> sent = sendOpen();
            boolean mayRepeat = round < ROUNDS;
            sent.forEach(command -> settle(command, mayRepeat));
        }
        return replies.stream().<Reply<R>>map(Objects::requireNonNull).toList();
    }

    /** Decides each open command on what those before it lead to, so that a whole batch is on its way at once. */
    private List<Sent<R>> sendOpen() {
        LedgerState ahead = ledger.state();
        List<Sent<R>> sent = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            if (replies.get(i) == null) {
                ahead = decide(i, ahead, sent);
            }
        }
        return sent;
    }

    private LedgerState decide(int index, LedgerState state, List<Sent<R>> sent) {
        return switch (commands.get(index).decide(state)) {
            case Decision.Refused<R>(Refusal reason) -> refuse(index, reason, state);
            case Decision.Events<R>(List<LedgerEvent> events, R reply) -> send(index, state, events, reply, sent);
        };
    }

    private LedgerState send(int index, LedgerState state, List<LedgerEvent> events, R reply, List<Sent<R>> sent) {
        LedgerState ahead = state;
        List<Entry> entries = new ArrayList<>();
        for (LedgerEvent event : events) {
            Entry entry = ledger.entry(actor, event, ahead.revision(event.stream()));
            Folded folded = Fold.fold(ahead, entry, ahead.lastAt());
            if (folded.outcome() instanceof Outcome.Voided(long number, Refusal reason)) {
                return refuse(index, reason, state);
            }
            ahead = folded.state();
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            replies.set(index, new Reply.Done<>(reply, List.of()));
        } else {
            sent.add(new Sent<>(
                    index, reply, entries.stream().map(ledger::append).toList()));
        }
        return ahead;
    }

    private LedgerState refuse(int index, Refusal reason, LedgerState state) {
        replies.set(index, new Reply.Refused<>(reason));
        return state;
    }

    private void settle(Sent<R> sent, boolean mayRepeat) {
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
