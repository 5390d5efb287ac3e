package dev.quipu.consumers.dialect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database product's statements do to transactions and sessions. Pure. */
public interface StatementRules {

    /** Whether it begins a transaction. */
    boolean opens(SqlStatement statement);

    /** Whether no transaction is open after the statement, of those that control transactions. */
    boolean closes(SqlStatement statement);

    /** Whether it begins or ends a transaction. */
    boolean isControl(SqlStatement statement);

    /** Whether it can't be a part of a transaction. */
    boolean needsNoTransaction(SqlStatement statement);

    /** Whether it does nothing but set or reset something for the session. */
    boolean isSetting(SqlStatement statement);

    /** Whether the server commits the open transaction before it runs the statement. */
    boolean commits(SqlStatement statement);

    /** Whether a rollback takes back all that the statement does, as far as its words tell. */
    boolean isTakenBack(SqlStatement statement);

    /** Whether it runs code that may end the transaction. */
    boolean mayEndTransaction(SqlStatement statement);

    /**
     * What it makes that lives and dies with its session: temporary tables, prepared statements, variables; as the
     * words by which later statements mention them.
     */
    Set<String> sessionNames(SqlStatement statement);

    /** Why an agent can't run it and what to do instead, or null if it can. */
    @Nullable
    Unfit unfit(SqlStatement statement);

    /**
     * Why an agent can't run a statement.
     *
     * @param problem what is wrong
     * @param fix the next step
     */
    record Unfit(String problem, String fix) {}
}
