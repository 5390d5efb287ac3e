package dev.quipu.ledger.change;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a backfill does with the rows of a batch. Immutable. */
public sealed interface Fill {

    /** The statement with a condition that is always true in the place of the batch; empty if there is none. */
    default String example() {
        return switch (this) {
            case Rows(String set, String where) ->
                "UPDATE t SET %s\nWHERE true%s".formatted(set, where == null ? "" : " AND (" + where + "\n)");
            case Statement statement -> statement.with("true");
            case Nothing nothing -> "";
        };
    }

    /**
     * Sets columns.
     *
     * @param set assignments, as they stand after SET
     * @param where condition of the rows that need it, or null for all
     */
    record Rows(String set, @Nullable String where) implements Fill {

        /** @throws IllegalArgumentException if one is blank */
        public Rows {
            Step.requireText("set", set);
            if (where != null) {
                Step.requireText("where", where);
            }
        }
    }

    /**
     * Runs a statement of its author's.
     *
     * @param update one statement; <code>{batch}</code> in it stands for the condition that a row is in the batch, and
     *     <code>{batch o}</code> for the same with the alias {@code o} before each column
     */
    record Statement(String update) implements Fill {

        private static final Pattern BATCH = Pattern.compile("\\{batch(?: ([A-Za-z_][A-Za-z0-9_]*))?}");

        /** @throws IllegalArgumentException if it doesn't name the batch exactly once */
        public Statement {
            if (BATCH.matcher(update).results().count() != 1) {
                throw new IllegalArgumentException(
                        "'update' has to name the batch exactly once, as {batch} in its condition");
            }
        }

        /** The alias of the table whose rows are the batch, or null if columns stand alone. */
        public @Nullable String alias() {
            Matcher matcher = BATCH.matcher(update);
            return matcher.find() ? matcher.group(1) : null;
        }

        /** The statement with a condition where it names the batch. */
        public String with(String condition) {
            return BATCH.matcher(update).replaceFirst(Matcher.quoteReplacement(condition));
        }
    }

    /** Nothing: the values may stay. */
    record Nothing() implements Fill {}
}
