package dev.quipu.ledger.state;

/** What the fold made of an entry. */
public sealed interface Outcome {

    /**
     * It counts.
     *
     * @param revision of its stream after it
     */
    record Accepted(Stamp stamp, long revision) implements Outcome {}

    /** It changes nothing, in any process. */
    record Voided(long number, Refusal reason) implements Outcome {}
}
