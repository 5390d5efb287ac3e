package dev.quipu.ledger.change;

import dev.quipu.ledger.event.StepOutline;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a change. Immutable. */
public sealed interface Step
        permits BackupStep,
                Step.BackfillStep,
                Step.CompareStep,
                Step.SqlStep,
                Step.VerifyStep,
                SubjectStep,
                ToggleStep {

    /** Unique within its change. */
    String name();

    /** What sort of step this is, as written in the ledger: {@code sql}, {@code backfill}, {@code verify} and so on. */
    String kind();

    /** Whether the step can be taken back, or leaves nothing to take back. */
    boolean isReversible();

    /** How long its statements may take, as far as its author says it. */
    default Timeouts timeouts() {
        return Timeouts.DEFAULTS;
    }

    /** What the fold needs to know of this step. */
    default StepOutline outline() {
        return new StepOutline(name(), kind(), isReversible());
    }

    /**
     * A SQL script.
     *
     * @param rollback the script that takes {@code sql} back, or null if there is none
     * @param transactional whether script and history row are committed together; false for statements that a database
     *     refuses inside a transaction
     * @param timeouts of both scripts
     */
    record SqlStep(String name, String sql, @Nullable String rollback, boolean transactional, Timeouts timeouts)
            implements Step {

        /** A step whose author leaves the timeouts to the agent. */
        public SqlStep(String name, String sql, @Nullable String rollback, boolean transactional) {
            this(name, sql, rollback, transactional, Timeouts.DEFAULTS);
        }

        /** @throws IllegalArgumentException if the name is no step name or a script is blank */
        public SqlStep {
            StepNames.require(name);
            requireText("sql", sql);
            if (rollback != null) {
                requireText("rollback", rollback);
            }
        }

        @Override
        public String kind() {
            return "sql";
        }

        @Override
        public boolean isReversible() {
            return rollback != null;
        }
    }

    /**
     * A query that must give the expected answer.
     *
     * @param expect the query's single value as text, or null if the query must return no rows
     */
    record VerifyStep(String name, String query, @Nullable String expect, Timeouts timeouts) implements Step {

        /** A step whose author leaves the timeouts to the agent. */
        public VerifyStep(String name, String query, @Nullable String expect) {
            this(name, query, expect, Timeouts.DEFAULTS);
        }

        /** @throws IllegalArgumentException if the name is no step name or the query is blank */
        public VerifyStep {
            StepNames.require(name);
            requireText("verify", query);
        }

        @Override
        public String kind() {
            return "verify";
        }

        @Override
        public boolean isReversible() {
            return true;
        }
    }

    /**
     * Two queries that must give the same rows. They are compared by the server, as it orders and compares values.
     *
     * @param left a query
     * @param right a query with the same names of columns, in any order
     * @param key names of columns that are unique and not null in both, at least one
     * @param tolerance how many keys may have no equal row on the other side
     */
    record CompareStep(String name, String left, String right, List<String> key, long tolerance, Timeouts timeouts)
            implements Step {

        /** The most columns a key can have. */
        static final int LONGEST_KEY = 32;

        /** A step whose author leaves the timeouts to the agent. */
        public CompareStep(String name, String left, String right, List<String> key, long tolerance) {
            this(name, left, right, key, tolerance, Timeouts.DEFAULTS);
        }

        /** @throws IllegalArgumentException if the name is no step name, a query is blank or the key has no columns */
        public CompareStep {
            StepNames.require(name);
            requireText("left", left);
            requireText("right", right);
            key = List.copyOf(key);
            key.forEach(column -> requireText("key", column));
            if (key.isEmpty() || key.size() > LONGEST_KEY || Set.copyOf(key).size() < key.size()) {
                throw new IllegalArgumentException("'key' needs 1 to %d different columns".formatted(LONGEST_KEY));
            }
            if (tolerance < 0) {
                throw new IllegalArgumentException("'tolerance' is negative");
            }
        }

        @Override
        public String kind() {
            return "verify";
        }

        @Override
        public boolean isReversible() {
            return true;
        }
    }

    /**
     * Changes rows of a table in batches, each in a transaction of its own, within limits.
     *
     * @param table as SQL names it
     * @param key columns by which the table is walked; empty for its primary key, or else a unique key without nulls
     * @param descending whether the walk begins at the end
     * @param fill what is done with the rows of a batch
     * @param rollback what takes it back, in batches too, or null if there is no way back
     * @param limits that this change sets
     */
    record BackfillStep(
            String name,
            String table,
            List<String> key,
            boolean descending,
            Fill fill,
            @Nullable Fill rollback,
            Limits limits)
            implements Step {

        /** @throws IllegalArgumentException if the name is no step name, or the table is blank */
        public BackfillStep {
            StepNames.require(name);
            requireText("table", table);
            key = List.copyOf(key);
        }

        @Override
        public String kind() {
            return StepOutline.BACKFILL;
        }

        @Override
        public boolean isReversible() {
            return rollback != null;
        }
    }

    /** @throws IllegalArgumentException if it is */
    static void requireText(String key, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'%s' is blank".formatted(key));
        }
    }
}
