package dev.quipu.consumers.dialect.postgresql;

import static dev.quipu.consumers.dialect.postgresql.LockMode.ACCESS_EXCLUSIVE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.EXCLUSIVE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.SHARE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.SHARE_UPDATE_EXCLUSIVE;

import dev.quipu.consumers.dialect.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which locks on existing tables a statement is going to need, so strong that reads or writes may have to wait, by the
 * reference pages of PostgreSQL 18. What its words don't tell is left out, such as what a function or a DO block does.
 */
final class StatementLocks {

    private StatementLocks() {}

    static List<TableLock> of(SqlStatement statement) {
        Words words = new Words(statement.words());
        String first = words.peek();
        words.skip();
        return switch (first) {
            case "ALTER" -> alter(words);
            case "CREATE" -> CreateLocks.of(words);
            case "DROP" -> drop(words);
            case "TRUNCATE" -> truncate(words);
            case "LOCK" -> lock(words);
            case "CLUSTER" -> cluster(words);
            case "VACUUM" -> isFull(statement) ? vacuumFull(words) : List.of();
            case "REINDEX" -> reindex(statement, words);
            case "REFRESH" -> refresh(words);
            case "COMMENT" -> comment(words);
            default -> List.of();
        };
    }

    static boolean isFull(SqlStatement vacuum) {
        return vacuum.words().stream().limit(12).anyMatch("FULL"::equals);
    }

    private static List<TableLock> alter(Words words) {
        if (words.accept("TABLE") || words.accept("FOREIGN", "TABLE")) {
            return AlterTableLocks.of(words);
        }
        if (words.accept("VIEW") || words.accept("MATERIALIZED", "VIEW")) {
            words.accept("IF", "EXISTS");
            return named(words, ACCESS_EXCLUSIVE, false);
        }
        if (words.accept("SEQUENCE")) {
            words.accept("IF", "EXISTS");
            return named(words, SHARE_ROW_EXCLUSIVE, false);
        }
        return List.of();
    }

    private static List<TableLock> drop(Words words) {
        if (words.accept("TRIGGER") || words.accept("POLICY") || words.accept("RULE")) {
            return words.skipPast("ON") ? named(words, ACCESS_EXCLUSIVE, false) : List.of();
        }
        boolean relation = words.accept("TABLE")
                || words.accept("VIEW")
                || words.accept("MATERIALIZED", "VIEW")
                || words.accept("FOREIGN", "TABLE")
                || words.accept("SEQUENCE")
                || words.accept("INDEX");
        if (!relation || words.accept("CONCURRENTLY")) {
            return List.of();
        }
        words.accept("IF", "EXISTS");
        return list(words, ACCESS_EXCLUSIVE);
    }

    private static List<TableLock> truncate(Words words) {
        words.accept("TABLE");
        return list(words, ACCESS_EXCLUSIVE);
    }

    private static List<TableLock> lock(Words words) {
        words.accept("TABLE");
        List<TableLock> locks = list(words, ACCESS_EXCLUSIVE);
        if (!words.accept("IN")) {
            return locks;
        }
        StringBuilder mode = new StringBuilder();
        while (!words.isAtEnd() && !words.peek().equals("MODE")) {
            mode.append(mode.isEmpty() ? "" : " ").append(words.peek());
            words.skip();
        }
        return LockMode.ofSql(mode.toString()).stream()
                .flatMap(asked -> locks.stream().map(lock -> new TableLock(lock.relation(), asked, true)))
                .toList();
    }

    private static List<TableLock> cluster(Words words) {
        words.skipParentheses();
        words.accept("VERBOSE");
        return named(words, ACCESS_EXCLUSIVE, true);
    }

    private static List<TableLock> vacuumFull(Words words) {
        words.skipParentheses();
        while (words.accept("FULL") || words.accept("FREEZE") || words.accept("VERBOSE") || words.accept("ANALYZE")) {
            // options without parentheses
        }
        return list(words, ACCESS_EXCLUSIVE);
    }

    private static List<TableLock> reindex(SqlStatement statement, Words words) {
        words.skipParentheses();
        if (statement.words().contains("CONCURRENTLY")) {
            return List.of();
        }
        if (words.accept("INDEX")) {
            return named(words, ACCESS_EXCLUSIVE, true);
        }
        return words.accept("TABLE") ? named(words, SHARE, true) : List.of();
    }

    private static List<TableLock> refresh(Words words) {
        words.accept("MATERIALIZED", "VIEW");
        return named(words, words.accept("CONCURRENTLY") ? EXCLUSIVE : ACCESS_EXCLUSIVE, false);
    }

    private static List<TableLock> comment(Words words) {
        words.accept("ON");
        if (words.accept("TABLE")) {
            return named(words, SHARE_UPDATE_EXCLUSIVE, false);
        }
        String column = words.accept("COLUMN") ? words.name() : null;
        int dot = column == null ? -1 : column.lastIndexOf('.');
        return column == null || dot < 0
                ? List.of()
                : List.of(TableLock.of(column.substring(0, dot), SHARE_UPDATE_EXCLUSIVE));
    }

    static List<TableLock> named(Words words, LockMode mode, boolean children) {
        return Stream.ofNullable(words.name())
                .map(name -> new TableLock(name, mode, children))
                .toList();
    }

    /** {@code a, ONLY b, c * (columns)}. */
    private static List<TableLock> list(Words words, LockMode mode) {
        List<TableLock> locks = new ArrayList<>();
        do {
            boolean only = words.accept("ONLY");
            locks.addAll(named(words, mode, !only));
            words.accept("*");
            words.skipParentheses();
        } while (words.accept(","));
        return locks;
    }
}
