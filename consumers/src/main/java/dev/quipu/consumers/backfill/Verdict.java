package dev.quipu.consumers.backfill;

/** Whether a backfill may go on. */
public sealed interface Verdict {

    /** It may. */
    record Go() implements Verdict {}

    /** It backs off, and continues by itself once the limit is kept again. */
    record Hold(Exceeded exceeded) implements Verdict {}

    /** It needs an operator. */
    record Pause(Exceeded exceeded) implements Verdict {}

    /** It is to end as failed. */
    record Abort(Exceeded exceeded) implements Verdict {}

    /**
     * A limit that is not kept.
     *
     * @param signal the limit's name
     * @param value what was seen, with its unit
     * @param limit what is allowed, with its unit
     */
    record Exceeded(String signal, String value, String limit) {

        /** In words. */
        public String text() {
            return "%s is %s, and %s is allowed".formatted(signal, value, limit);
        }
    }
}
