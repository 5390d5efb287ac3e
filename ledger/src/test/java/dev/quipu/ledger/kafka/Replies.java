package dev.quipu.ledger.kafka;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Stamp;
import java.util.List;

/** What tests expect replies to be. */
final class Replies {

    private Replies() {}

    static <R> Refusal refusal(Reply<R> reply) {
        return switch (reply) {
            case Reply.Refused<R>(Refusal reason) -> reason;
            case Reply.Done<R> done -> throw new AssertionError(done);
        };
    }

    static <R> List<Stamp> entries(Reply<R> reply) {
        return switch (reply) {
            case Reply.Done<R>(R value, List<Stamp> entries) -> entries;
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }
}
