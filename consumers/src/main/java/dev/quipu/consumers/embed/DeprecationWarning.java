package dev.quipu.consumers.embed;

import dev.quipu.ledger.event.ChangeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something in its schema that a service is to stop using.
 *
 * @param change that says so, and is applied
 * @param object such as {@code orders.total_cents}
 * @param until the last day on which it may be used, or null if none is set
 * @param replacement what to use instead, or null
 */
public record DeprecationWarning(
        ChangeId change,
        String object,
        @Nullable LocalDate until,
        @Nullable String replacement) {

    /** Whether it may no longer be used. */
    public boolean isOverdue(LocalDate today) {
        return until != null && until.isBefore(today);
    }
}
