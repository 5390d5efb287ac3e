package dev.quipu.ledger.state;

import dev.quipu.ledger.event.PublicKey;

/** What a reader found when it verified a record's signature. */
public sealed interface Signature {

    /** There is none. */
    Signature MISSING = new Missing();

    /** There is none. */
    record Missing() implements Signature {}

    /** There is one, and it is not of these bytes. */
    record Wrong(String reason) implements Signature {}

    /** The holder of this key signed these bytes, for this ledger. */
    record By(PublicKey key) implements Signature {}
}
