package dev.quipu.consumers.importer;

import dev.quipu.ledger.change.ChangeFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for SQLite and others: only what shows at a script's beginning and end. */
record OtherScriptRules() implements ScriptRules {

    /** Blanks, semicolons and comments, but not MySQL's executable ones. */
    private static final Pattern NO_STATEMENT =
            Pattern.compile("(?:[\\s;]++|--[^\\n]*+|#[^\\n]*+|/\\*(?!!)(?:[^*]|\\*(?!/))*+(?:\\*/|\\z))*+");

    private static final Pattern BEGIN =
            Pattern.compile("(?i)(?:BEGIN(?:\\s+(?:WORK|TRANSACTION))?|START\\s+TRANSACTION)\\s*;");

    private static final Pattern COMMIT = Pattern.compile("(?i)(?<=;)\\s*(?:COMMIT|END)(?:\\s+\\w+)?\\s*;?\\s*\\z");

    @Override
    public boolean isEmpty(String sql) {
        return startOfStatement(sql) == sql.length();
    }

    @Override
    public String withoutOuterTransaction(String sql) {
        int start = startOfStatement(sql);
        Matcher begin = BEGIN.matcher(sql).region(start, sql.length());
        Matcher commit = COMMIT.matcher(sql);
        if (!begin.lookingAt() || !commit.find(begin.end() - 1)) {
            return sql;
        }
        return (sql.substring(0, start) + sql.substring(begin.end(), Math.max(begin.end(), commit.start()))).strip()
                + "\n";
    }

    @Override
    public String inTransaction(String sql) {
        return sql;
    }

    @Override
    public boolean fitsTransaction(String sql) {
        return true;
    }

    @Override
    public boolean destroys(ChangeFile change) {
        return false;
    }

    private static int startOfStatement(String sql) {
        Matcher matcher = NO_STATEMENT.matcher(sql);
        return matcher.lookingAt() ? matcher.end() : 0;
    }
}
