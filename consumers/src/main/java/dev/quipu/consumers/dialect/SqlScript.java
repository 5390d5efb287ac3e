package dev.quipu.consumers.dialect;

import java.util.List;

/**
 * A script, split into statements. Immutable.
 *
 * @param text the whole script
 * @param statements without empty ones, in order
 * @param rules of the script's dialect
 */
public record SqlScript(String text, List<SqlStatement> statements, StatementRules rules) {

    /** Copies the list. */
    public SqlScript {
        statements = List.copyOf(statements);
    }

    /**
     * Splits a PostgreSQL script the way psql does it: at semicolons outside of quotes, parentheses and {@code BEGIN
     * ATOMIC … END} bodies. Never fails: what the server would not understand ends up in some statement.
     */
    public static SqlScript parse(String text) {
        StatementSplitter splitter = new StatementSplitter(text, new PostgresLexer(text), new PostgresBodies());
        return new SqlScript(text, splitter.split(), new TransactionRules());
    }

    /**
     * Splits a script for MySQL or MariaDB: at semicolons outside of quotes and routines' bodies, or as DELIMITER says.
     * Never fails either.
     */
    public static SqlScript parseMysql(String text) {
        StatementSplitter splitter = new StatementSplitter(text, new MysqlLexer(text), new MysqlBodies());
        return new SqlScript(text, splitter.split(), new MysqlRules());
    }

    /** Whether there is no statement, only blanks and comments. */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** What must reach the server at once: single statements, and explicit transactions as a whole. */
    public List<SqlUnit> units() {
        return SqlUnit.group(statements, rules);
    }

    /** The statements that begin or end a transaction. */
    public List<SqlStatement> transactionControl() {
        return statements.stream().filter(rules::isControl).toList();
    }

    /** The statements that the server refuses inside a transaction. */
    public List<SqlStatement> needsNoTransaction() {
        return statements.stream().filter(rules::needsNoTransaction).toList();
    }

    /**
     * The script without a BEGIN as first and a COMMIT as last statement; unchanged if it has no such pair, if the
     * BEGIN asks for anything special, or if there is other transaction control between them.
     */
    public String withoutOuterTransaction() {
        if (transactionControl().size() != 2
                || !TransactionRules.isPlainBegin(statements.getFirst())
                || !TransactionRules.isPlainCommit(statements.getLast())) {
            return text;
        }
        String script = cut(text, statements.getLast());
        return cut(script, statements.getFirst()).strip() + "\n";
    }

    /** The script with BEGIN before and COMMIT after it; unchanged if it has fewer than two statements. */
    public String inTransaction() {
        if (statements.size() < 2) {
            return text;
        }
        boolean finished = text.charAt(statements.getLast().end() - 1) == ';';
        return "BEGIN;\n" + text.stripTrailing() + (finished ? "\n" : "\n;\n") + "COMMIT;\n";
    }

    private static String cut(String script, SqlStatement statement) {
        return script.substring(0, statement.start()) + script.substring(statement.end());
    }
}
