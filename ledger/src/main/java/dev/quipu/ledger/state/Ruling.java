package dev.quipu.ledger.state;

import java.util.UUID;

/** Whether an event is legal, and what it leads to. */
sealed interface Ruling {

    /** It is, and this is the state after it. */
    record Legal(LedgerState state) implements Ruling {}

    /** It is not. */
    record Illegal(Refusal reason) implements Ruling {}

    /** It is not, and that is not to be forgotten: this is the state after it. */
    record Disputed(LedgerState state, Refusal reason) implements Ruling {}

    static Ruling unknown(String message, String nextStep) {
        return new Illegal(new Refusal.Unknown(message, nextStep));
    }

    static Ruling notAllowed(String message, String nextStep) {
        return new Illegal(new Refusal.NotAllowed(message, nextStep));
    }

    static Ruling invalid(String message, String nextStep) {
        return new Illegal(new Refusal.Invalid(message, nextStep));
    }

    static Ruling conflict(String message, String nextStep, UUID winner) {
        return new Illegal(new Refusal.Conflict(message, nextStep, winner));
    }
}
