package dev.quipu.ledger.audit;

import org.jspecify.annotations.Nullable;

/**
 * A value that a query gets by name, with {@code getvariable}.
 *
 * @param type of SQL
 * @param text the value as SQL reads it, or null
 */
public record Variable(String type, @Nullable String text) {

    /** Text. */
    public static Variable text(@Nullable String text) {
        return new Variable("VARCHAR", text);
    }
}
