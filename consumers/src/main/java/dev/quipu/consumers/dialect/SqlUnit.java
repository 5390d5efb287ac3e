package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What must reach the server at once when a script runs without a transaction around it: one statement, or a block from
 * BEGIN to its COMMIT or ROLLBACK. Immutable.
 *
 * @param statements at least one
 * @param rules of their dialect
 */
public record SqlUnit(List<SqlStatement> statements, StatementRules rules) {

    /** Copies the list. */
    public SqlUnit {
        statements = List.copyOf(statements);
    }

    /** Whether the unit begins a transaction of its own. */
    public boolean isBlock() {
        return rules.opens(statements.getFirst());
    }

    /** Whether the unit begins a transaction that the script never ends. */
    public boolean isUnfinished() {
        return isBlock() && !rules.closes(statements.getLast());
    }

    /** The statements with semicolons between them. */
    public String text() {
        return statements.stream().map(SqlStatement::text).collect(Collectors.joining(";\n"));
    }

    /** Line of the first statement in the script, counted from 1. */
    public int line() {
        return statements.getFirst().line();
    }

    /**
     * The units of a script. A block that holds a statement which commits by itself is none: each of its statements is
     * a unit of its own.
     */
    static List<SqlUnit> group(List<SqlStatement> statements, StatementRules rules) {
        List<SqlUnit> units = new ArrayList<>();
        List<SqlStatement> open = new ArrayList<>();
        for (SqlStatement statement : statements) {
            open.add(statement);
            if (!rules.opens(open.getFirst()) || rules.closes(statement)) {
                add(units, open, rules);
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            add(units, open, rules);
        }
        return units;
    }

    private static void add(List<SqlUnit> units, List<SqlStatement> statements, StatementRules rules) {
        if (statements.size() == 1 || statements.stream().noneMatch(rules::commits)) {
            units.add(new SqlUnit(statements, rules));
            return;
        }
        kept(statements, rules).stream()
                .filter(statement -> !rules.isControl(statement))
                .forEach(statement -> units.add(new SqlUnit(List.of(statement), rules)));
    }

    /** A ROLLBACK at the end takes back what comes after the last commit. */
    private static List<SqlStatement> kept(List<SqlStatement> statements, StatementRules rules) {
        int end = statements.size();
        while (statements.getLast().startsWith("ROLLBACK") && !rules.commits(statements.get(end - 1))) {
            end--;
        }
        return statements.subList(0, end);
    }

    /** Whether the server refuses the unit inside a transaction. */
    public boolean needsNoTransaction() {
        return !isBlock() && rules.needsNoTransaction(statements.getFirst());
    }

    /** The statements without the BEGIN and the COMMIT around them. */
    public List<SqlStatement> bodyStatements() {
        int end = isBlock() && !isUnfinished() ? statements.size() - 1 : statements.size();
        return statements.subList(isBlock() ? 1 : 0, end);
    }

    /** Whether the unit takes back itself what it does. */
    public boolean isRolledBack() {
        return isBlock() && statements.getLast().startsWith("ROLLBACK");
    }
}
