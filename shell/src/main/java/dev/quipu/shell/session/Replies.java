package dev.quipu.shell.session;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import java.util.ArrayList;
import java.util.List;

/** Turns the ledger's answers into what a command does next. */
public final class Replies {

    private static final int SHOWN = 5;

    private Replies() {}

    /**
     * The value of an answer.
     *
     * @throws CommandFailure for a refusal
     */
    public static <R> R valueOf(Reply<R> reply) {
        return switch (reply) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw failure(refused.reason());
        };
    }

    /**
     * The values of the answers that were not refused.
     *
     * @param done what to say of those, with {@code %d} for their number
     * @throws CommandFailure if any was refused, naming the first few; the others stand
     */
    public static <R> List<R> valuesOf(List<Reply<R>> replies, String done, Console console) {
        List<R> values = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Reply<R> reply : replies) {
            switch (reply) {
                case Reply.Done<R> one -> values.add(one.value());
                case Reply.Refused<R> refused -> refusals.add(refused.reason());
            }
        }
        if (refusals.isEmpty()) {
            return values;
        }
        if (!values.isEmpty()) {
            console.message(done.formatted(values.size()));
        }
        refusals.subList(1, Math.min(SHOWN, refusals.size()))
                .forEach(refusal -> console.error(refusal.message() + "."));
        if (refusals.size() > SHOWN) {
            console.message("… and %d more were refused.".formatted(refusals.size() - SHOWN));
        }
        throw failure(refusals.getFirst());
    }

    /** What a refusal means to the operator. */
    public static CommandFailure failure(Refusal refusal) {
        ExitCode code =
                switch (refusal) {
                    case Refusal.Unknown unknown -> ExitCode.USAGE;
                    case Refusal.Forbidden forbidden -> ExitCode.REFUSED;
                    case Refusal.Invalid invalid -> ExitCode.USAGE;
                    case Refusal.Conflict conflict -> ExitCode.REFUSED;
                    case Refusal.NotAllowed notAllowed -> ExitCode.REFUSED;
                    case Refusal.Stale stale -> ExitCode.REFUSED;
                    case Refusal.Duplicate duplicate -> ExitCode.REFUSED;
                };
        return new CommandFailure(code, refusal.message(), refusal.nextStep());
    }
}
