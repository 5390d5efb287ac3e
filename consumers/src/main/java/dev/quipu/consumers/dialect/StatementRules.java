package dev.quipu.consumers.dialect;

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
}
