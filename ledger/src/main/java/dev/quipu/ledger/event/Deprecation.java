package dev.quipu.ledger.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that services are to stop using, from the moment its change is applied.
 *
 * @param object such as {@code orders.total_cents}, in the words of the schema
 * @param until the last day on which it may be used, as an ISO 8601 date, or null if none is set
 * @param replacement what to use instead, or null
 */
public record Deprecation(
        String object, @Nullable String until, @Nullable String replacement) {

    /** @throws IllegalArgumentException if the object is blank or {@code until} is no date */
    public Deprecation {
        if (object.isBlank()) {
            throw new IllegalArgumentException("a deprecation names no object");
        }
        if (until != null) {
            requireDate(until);
        }
    }

    private static void requireDate(String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no date such as 2027-01-31".formatted(text), e);
        }
    }
}
