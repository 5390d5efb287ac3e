package dev.quipu.ledger.cluster;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.event.ChangeEvent.ChangeRejected;
import dev.quipu.ledger.event.ChangeEvent.ChangeWithdrawn;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Stamp;
import dev.quipu.ledger.state.StateHash;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of a ledger in this process. */
record LocalClient(KafkaLedger ledger) implements Client {

    private static final Pattern SETTLED = Pattern.compile("\\S+ is (\\S+) already");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public Answer perform(Request request) {
        try {
            return answer(ledger.submit(LedgerSpec.ANN, command(request)));
        } catch (LedgerException.Unavailable e) {
            return new Answer(Answer.Kind.UNKNOWN, e.toString());
        }
    }

    private static Command<?> command(Request request) {
        return switch (request.kind()) {
            case PROPOSE ->
                new ProposeChange(Proposal.of(request.change().toString())
                        .text(request.content())
                        .event());
            case APPROVE -> new ApproveChange(request.change(), "");
            case REJECT -> Command.of(new ChangeRejected(request.change(), ""), "");
            case WITHDRAW -> Command.of(new ChangeWithdrawn(request.change(), ""), "");
        };
    }

    private static Answer answer(Reply<?> reply) {
        return switch (reply) {
            case Reply.Done<?>(Object value, List<Stamp> entries) ->
                entries.isEmpty()
                        ? Answer.of(Answer.Kind.UNCHANGED)
                        : new Answer(
                                Answer.Kind.DONE,
                                entries.getFirst().id() + " "
                                        + entries.getFirst().number());
            case Reply.Refused<?>(Refusal reason) -> answer(reason);
        };
    }

    private static Answer answer(Refusal reason) {
        return switch (reason) {
            case Refusal.Conflict conflict ->
                new Answer(Answer.Kind.CONFLICT, conflict.winner().toString());
            case Refusal.Unknown unknown -> Answer.of(Answer.Kind.ABSENT);
            case Refusal.NotAllowed notAllowed -> new Answer(Answer.Kind.SETTLED, how(notAllowed));
            case Refusal.Stale stale -> Answer.of(Answer.Kind.GAVE_UP);
            case Refusal.Forbidden forbidden -> throw new AssertionError(forbidden);
            case Refusal.Invalid invalid -> throw new AssertionError(invalid);
            case Refusal.Duplicate duplicate -> throw new AssertionError(duplicate);
        };
    }

    private static String how(Refusal.NotAllowed reason) {
        Matcher matcher = SETTLED.matcher(reason.message());
        if (!matcher.matches()) {
            throw new AssertionError(reason);
        }
        return matcher.group(1);
    }

    @Override
    public String hashAt(long entries) {
        try {
            LedgerState state = ledger.awaitMoreThan(entries - 1, PATIENCE);
            return state.entries() + " " + StateHash.of(state);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
