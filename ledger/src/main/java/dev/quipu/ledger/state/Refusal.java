package dev.quipu.ledger.state;

import dev.quipu.ledger.event.StreamId;
import java.util.UUID;

/** Why something can't be: for the writer an answer, in the log the reason why an entry is void. */
public sealed interface Refusal {

    /** What is wrong, with the object's name; no full stop at the end. */
    String message();

    /** What to do about it. */
    String nextStep();

    /**
     * Somebody else was there before.
     *
     * @param winner id of the entry that stands
     */
    record Conflict(String message, String nextStep, UUID winner) implements Refusal {}

    /** An object that the request names doesn't exist. */
    record Unknown(String message, String nextStep) implements Refusal {}

    /** The object is not in a state in which this is possible. */
    record NotAllowed(String message, String nextStep) implements Refusal {}

    /** Whoever wants it may not, or isn't who the request says. */
    record Forbidden(String message, String nextStep) implements Refusal {}

    /** The request makes no sense whatever the state. */
    record Invalid(String message, String nextStep) implements Refusal {}

    /** The writer decided on a state that is no longer the newest. */
    record Stale(StreamId stream, long expected, long actual) implements Refusal {
        @Override
        public String message() {
            return "%s was at revision %d, not %d".formatted(stream, actual, expected);
        }

        @Override
        public String nextStep() {
            return "Decide again on the newest state.";
        }
    }

    /** The same entry once more. */
    record Duplicate(UUID id) implements Refusal {
        @Override
        public String message() {
            return "entry %s is in the ledger already".formatted(id);
        }

        @Override
        public String nextStep() {
            return "Nothing: it counts once.";
        }
    }
}
