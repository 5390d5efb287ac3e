package dev.quipu.consumers.dialect.postgresql;

import static dev.quipu.consumers.dialect.postgresql.LockMode.ACCESS_EXCLUSIVE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.quipu.consumers.dialect.postgresql.LockMode.SHARE_UPDATE_EXCLUSIVE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The locks of ALTER TABLE, as its reference page tells them: the strongest that one of its actions needs. */
final class AlterTableLocks {

    private AlterTableLocks() {}

    /** @param words after the first two */
    static List<TableLock> of(Words words) {
        words.accept("IF", "EXISTS");
        boolean only = words.accept("ONLY");
        String table = words.name();
        if (table == null || table.equals("all")) {
            return List.of();
        }
        words.accept("*");
        List<TableLock> locks = new ArrayList<>();
        LockMode strongest = SHARE_UPDATE_EXCLUSIVE;
        boolean children = false;
        while (!words.isAtEnd()) {
            List<String> action = words.upToComma();
            LockMode mode = mode(action);
            strongest = mode.compareTo(strongest) > 0 ? mode : strongest;
            children |= !only && reachesChildren(action);
            locks.addAll(others(action));
        }
        locks.add(new TableLock(table, strongest, children));
        return locks;
    }

    private static LockMode mode(List<String> action) {
        Words words = new Words(action);
        if (words.accept("VALIDATE")
                || words.accept("ATTACH", "PARTITION")
                || words.accept("CLUSTER", "ON")
                || words.accept("SET", "WITHOUT", "CLUSTER")
                || words.accept("SET", "(")
                || words.accept("RESET", "(")
                || isStatistics(action)
                || (words.accept("DETACH") && action.contains("CONCURRENTLY"))) {
            return SHARE_UPDATE_EXCLUSIVE;
        }
        return isTrigger(words) || isForeignKey(action) ? SHARE_ROW_EXCLUSIVE : ACCESS_EXCLUSIVE;
    }

    private static boolean isStatistics(List<String> action) {
        return Collections.indexOfSubList(action, List.of("SET", "STATISTICS")) > 0;
    }

    private static boolean isTrigger(Words words) {
        boolean switches = words.accept("ENABLE") || words.accept("DISABLE");
        return switches
                && (words.accept("TRIGGER") || words.accept("REPLICA", "TRIGGER") || words.accept("ALWAYS", "TRIGGER"));
    }

    private static boolean isForeignKey(List<String> action) {
        Words words = new Words(action);
        if (words.accept("ADD", "CONSTRAINT")) {
            words.name();
            return words.accept("FOREIGN", "KEY");
        }
        return words.accept("ADD", "FOREIGN", "KEY");
    }

    private static boolean reachesChildren(List<String> action) {
        Words words = new Words(action);
        return !words.accept("RENAME", "TO")
                && !words.accept("OWNER")
                && !words.accept("SET", "SCHEMA")
                && !words.accept("ATTACH")
                && !words.accept("DETACH");
    }

    /** The locks on other tables. */
    private static List<TableLock> others(List<String> action) {
        Words words = new Words(action);
        boolean attached = words.accept("ATTACH", "PARTITION");
        if (attached || words.accept("DETACH", "PARTITION")) {
            String partition = words.name();
            boolean gently = action.contains("CONCURRENTLY") || action.contains("FINALIZE");
            return partition == null || gently
                    ? List.of()
                    : List.of(TableLock.withChildren(partition, ACCESS_EXCLUSIVE));
        }
        return referenced(words);
    }

    /** A foreign key puts triggers on the table that it references. */
    static List<TableLock> referenced(Words words) {
        List<TableLock> locks = new ArrayList<>();
        while (words.skipPast("REFERENCES")) {
            String table = words.name();
            if (table != null) {
                locks.add(TableLock.of(table, SHARE_ROW_EXCLUSIVE));
            }
        }
        return locks;
    }
}
