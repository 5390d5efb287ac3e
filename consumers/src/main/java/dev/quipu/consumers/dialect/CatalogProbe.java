package dev.quipu.consumers.dialect;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the catalog what became of a statement that runs outside a transaction. No guesses: what the catalog
 * doesn't tell is {@link Verdict#UNDECIDABLE}. For one thread.
 */
public interface CatalogProbe {

    /** What the catalog says. */
    enum Verdict {
        /** It did take effect. */
        TOOK_EFFECT,
        /** It did not, or running it again does no harm. */
        RUN,
        /** Only a person can tell. */
        UNDECIDABLE
    }

    /** What there is to compare with after the statement, as short text for the journal; empty if nothing is needed. */
    String witness(SqlStatement statement) throws SQLException;

    /**
     * Whether a statement took effect before the agent died; removes what it has left half done.
     *
     * @param witness from before the statement
     */
    Verdict verdict(SqlStatement statement, String witness) throws SQLException;

    /** The statement has failed: removes what it has left half done, and nothing else. */
    void cleanUp(SqlStatement statement) throws SQLException;

    /** The name of an index that the statement should have made and that serves no query, or null. */
    @Nullable
    String ruin(SqlStatement statement) throws SQLException;
}
