package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What must reach the server at once when a script runs without a transaction around it: one statement, or a block from
 * BEGIN to its COMMIT or ROLLBACK. Immutable.
 *
 * @param statements at least one
 */
public record SqlUnit(List<SqlStatement> statements) {

    /** Copies the list. */
    public SqlUnit {
        statements = List.copyOf(statements);
    }

    /** Whether the unit begins a transaction of its own. */
    public boolean isBlock() {
        return TransactionRules.opens(statements.getFirst());
    }

    /** Whether the unit begins a transaction that the script never ends. */
    public boolean isUnfinished() {
        return isBlock() && !TransactionRules.closes(statements.getLast());
    }

    /** The statements with semicolons between them. */
    public String text() {
        return statements.stream().map(SqlStatement::text).collect(Collectors.joining(";\n"));
    }

    /** Line of the first statement in the script, counted from 1. */
    public int line() {
        return statements.getFirst().line();
    }

    static List<SqlUnit> group(List<SqlStatement> statements) {
        List<SqlUnit> units = new ArrayList<>();
        List<SqlStatement> open = new ArrayList<>();
        for (SqlStatement statement : statements) {
            open.add(statement);
            if (!TransactionRules.opens(open.getFirst()) || TransactionRules.closes(statement)) {
                units.add(new SqlUnit(open));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            units.add(new SqlUnit(open));
        }
        return units;
    }

    /** Whether the server refuses the unit inside a transaction. */
    public boolean needsNoTransaction() {
        return !isBlock() && TransactionRules.needsNoTransaction(statements.getFirst());
    }

    /** The statements without the BEGIN and the COMMIT around them. */
    public String body() {
        int end = isBlock() && !isUnfinished() ? statements.size() - 1 : statements.size();
        return statements.subList(isBlock() ? 1 : 0, end).stream()
                .map(SqlStatement::text)
                .collect(Collectors.joining(";\n"));
    }

    /** Whether the unit takes back itself what it does. */
    public boolean isRolledBack() {
        return isBlock() && statements.getLast().startsWith("ROLLBACK");
    }
}
