package dev.quipu.consumers.dialect.postgresql;

import static dev.quipu.consumers.dialect.postgresql.LockMode.ACCESS_EXCLUSIVE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.SHARE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.SHARE_ROW_EXCLUSIVE;

import java.util.ArrayList;
import java.util.List;

/** The locks of CREATE statements on tables that exist. */
final class CreateLocks {

    private CreateLocks() {}

    /** @param words after the first */
    static List<TableLock> of(Words words) {
        boolean replaces = words.accept("OR", "REPLACE");
        if (words.accept("UNIQUE", "INDEX") || words.accept("INDEX")) {
            return index(words);
        }
        if (words.accept("TRIGGER") || words.accept("CONSTRAINT", "TRIGGER")) {
            return words.skipPast("ON") ? StatementLocks.named(words, SHARE_ROW_EXCLUSIVE, false) : List.of();
        }
        if (words.accept("POLICY")) {
            return words.skipPast("ON") ? StatementLocks.named(words, ACCESS_EXCLUSIVE, false) : List.of();
        }
        if (words.accept("RULE")) {
            return words.skipPast("TO") ? StatementLocks.named(words, ACCESS_EXCLUSIVE, false) : List.of();
        }
        if (words.accept("VIEW")) {
            return replaces ? StatementLocks.named(words, ACCESS_EXCLUSIVE, false) : List.of();
        }
        return words.accept("TABLE") || words.accept("UNLOGGED", "TABLE") ? table(words) : List.of();
    }

    private static List<TableLock> index(Words words) {
        if (words.accept("CONCURRENTLY") || !words.skipPast("ON")) {
            return List.of();
        }
        boolean only = words.accept("ONLY");
        return StatementLocks.named(words, SHARE, !only);
    }

    private static List<TableLock> table(Words words) {
        words.accept("IF", "NOT", "EXISTS");
        List<TableLock> locks = new ArrayList<>();
        words.name();
        if (words.accept("PARTITION", "OF")) {
            locks.addAll(StatementLocks.named(words, ACCESS_EXCLUSIVE, false));
        }
        locks.addAll(AlterTableLocks.referenced(words));
        return locks;
    }
}
