package dev.quipu.bench.contest;

/** A way to bring a database up to date with a set of changes. For one thread. */
interface Contender {

    /** As in the results. */
    String name();

    /** Applies all changes to an empty database. */
    Timing apply(String jdbcUrl) throws Exception;

    /**
     * Finds that all changes are applied, beginning as a new process does: with a new connection, and nothing cached.
     */
    Timing applyAgain(String jdbcUrl) throws Exception;

    /** The database is not used any more. */
    default void forget(String jdbcUrl) {}
}
