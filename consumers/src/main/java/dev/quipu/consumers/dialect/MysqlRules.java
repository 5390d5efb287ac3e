package dev.quipu.consumers.dialect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What MySQL's and MariaDB's statements do to transactions and sessions. Which of them commit by themselves is in the
 * MySQL Reference Manual, section "Statements That Cause an Implicit Commit"; MariaDB has the same list and a few more.
 */
final class MysqlRules implements StatementRules {

    private static final Set<String> COMMITTING = Set.of(
            "ALTER",
            "ANALYZE",
            "CACHE",
            "CHANGE",
            "CHECK",
            "CREATE",
            "DROP",
            "FLUSH",
            "GRANT",
            "IMPORT",
            "INSTALL",
            "LOCK",
            "OPTIMIZE",
            "RENAME",
            "REPAIR",
            "RESET",
            "RESTORE",
            "REVOKE",
            "START",
            "STOP",
            "TRUNCATE",
            "UNINSTALL",
            "UNLOCK");

    /** What makes the value of a SET depend on more than the session's settings. */
    private static final Set<String> VOLATILE = Set.of(
            "(",
            "GLOBAL",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "UTC_DATE",
            "UTC_TIME",
            "UTC_TIMESTAMP",
            "@@LAST_INSERT_ID",
            "@@IDENTITY",
            "@@WARNING_COUNT",
            "@@ERROR_COUNT",
            "@@TIMESTAMP");

    /** Executes SQL that only the server knows. */
    private static final String EXECUTE = "EXECUTE";

    @Override
    public boolean opens(SqlStatement statement) {
        return (statement.startsWith("BEGIN") && !isCompound(statement))
                || statement.startsWith("START", "TRANSACTION");
    }

    @Override
    public boolean closes(SqlStatement statement) {
        return ends(statement) && !statement.contains("AND", "CHAIN");
    }

    @Override
    public boolean isControl(SqlStatement statement) {
        return opens(statement) || ends(statement);
    }

    private static boolean ends(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "COMMIT" -> true;
            case "ROLLBACK" -> !statement.words().contains("TO");
            default -> false;
        };
    }

    @Override
    public boolean needsNoTransaction(SqlStatement statement) {
        return commits(statement);
    }

    @Override
    public boolean commits(SqlStatement statement) {
        String first = statement.word(0);
        return first.equals(EXECUTE)
                || (COMMITTING.contains(first) && !opens(statement) && !isTemporary(statement))
                || statement.startsWith("SET", "PASSWORD")
                || statement.startsWith("LOAD", "INDEX");
    }

    private static boolean isTemporary(SqlStatement statement) {
        return statement.startsWith("CREATE", "TEMPORARY")
                || statement.startsWith("CREATE", "OR", "REPLACE", "TEMPORARY")
                || statement.startsWith("DROP", "TEMPORARY")
                || statement.startsWith("DROP", "PREPARE");
    }

    /** A table of another engine than InnoDB takes nothing back. */
    @Override
    public boolean isTakenBack(SqlStatement statement) {
        return false;
    }

    @Override
    public boolean mayEndTransaction(SqlStatement statement) {
        return statement.word(0).equals("CALL") || isCompound(statement);
    }

    private static boolean isCompound(SqlStatement statement) {
        return statement.startsWith("BEGIN", "NOT", "ATOMIC");
    }

    /** What depends on nothing but the session itself, so that it has the same effect when it is set again. */
    @Override
    public boolean isSetting(SqlStatement statement) {
        return statement.word(0).equals("SET")
                && statement.words().stream().noneMatch(VOLATILE::contains)
                && !List.of("PERSIST", "PERSIST_ONLY", "PASSWORD", "TRANSACTION", "STATEMENT")
                        .contains(statement.word(1))
                && statement.words().stream().noneMatch(word -> word.startsWith("@@GLOBAL."));
    }

    @Override
    public Set<String> sessionNames(SqlStatement statement) {
        if (isSetting(statement)) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        List<String> words = statement.words();
        if (isTemporary(statement) && words.getFirst().equals("CREATE")) {
            names.add(words.get(nameAfter(words, words.indexOf("TABLE"))));
        }
        if (statement.word(0).equals("PREPARE")) {
            names.add(statement.word(1));
        }
        for (int i = 1; i < words.size(); i++) {
            if (isUserVariable(words.get(i)) && isAssigned(words, i)) {
                names.add(words.get(i));
            }
        }
        return Set.copyOf(names);
    }

    private static int nameAfter(List<String> words, int table) {
        boolean conditional = words.size() > table + 3 && words.get(table + 1).equals("IF");
        return Math.min(words.size() - 1, conditional ? table + 4 : table + 1);
    }

    private static boolean isUserVariable(String word) {
        return word.startsWith("@") && !word.startsWith("@@");
    }

    /** {@code SET @a = …}, {@code @a := …}, {@code SELECT … INTO @a}; a procedure may set any that it is given. */
    private static boolean isAssigned(List<String> words, int at) {
        return switch (words.getFirst()) {
            case "SET", "CALL" -> true;
            default ->
                isInto(words, at) || (at + 1 < words.size() && words.get(at + 1).equals(":"));
        };
    }

    /** {@code INTO @a, @b}; in an INSERT, a table follows INTO. */
    private static boolean isInto(List<String> words, int at) {
        int before = at - 1;
        while (before > 1 && words.get(before).equals(",") && isUserVariable(words.get(before - 1))) {
            before -= 2;
        }
        return words.get(before).equals("INTO");
    }

    @Override
    public @Nullable Unfit unfit(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "USE" ->
                new Unfit(
                        "USE leaves the target's database",
                        "Remove it: a target is one database. Name other databases' tables in full.");
            case "LOCK", "UNLOCK" ->
                isTableLock(statement)
                        ? new Unfit(
                                statement.title() + " locks Quipu's own tables out",
                                "Remove LOCK TABLES and UNLOCK TABLES: the step's locks are the agent's.")
                        : null;
            case "SET" -> unfitSetting(statement);
            case "SOURCE" ->
                new Unfit("SOURCE is a command of the mysql client, not SQL", "Put the file's SQL into the step.");
            case "XA" -> new Unfit("XA begins a transaction of its own", "Remove it.");
            default -> null;
        };
    }

    private static boolean isTableLock(SqlStatement statement) {
        return statement.word(1).equals("TABLE") || statement.word(1).equals("TABLES");
    }

    private static @Nullable Unfit unfitSetting(SqlStatement statement) {
        if (statement.word(1).equals("ROLE")) {
            return new Unfit(
                    "SET ROLE may take the right to Quipu's own tables away",
                    "Remove it, and give the agent's user a default role.");
        }
        if (statement.words().stream()
                .anyMatch(word ->
                        word.equals("AUTOCOMMIT") || word.endsWith(".AUTOCOMMIT") || word.equals("@@AUTOCOMMIT"))) {
            return new Unfit("SET autocommit changes the agent's transactions", "Remove it.");
        }
        boolean otherNames = statement.word(1).equals("NAMES")
                && !statement
                        .word(2)
                        .replaceAll("['\"]", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .startsWith("utf8");
        return otherNames
                ? new Unfit(
                        "SET NAMES %s: scripts reach the server in UTF-8".formatted(statement.word(2)), "Remove it.")
                : null;
    }
}
