package dev.quipu.consumers.dialect;

import java.util.List;
import java.util.Set;

/** Which statements PostgreSQL 18 refuses inside a transaction block, as its reference pages say. */
final class OutsideTransaction {

    private static final Set<String> FALSE = Set.of("FALSE", "OFF", "0", "'FALSE'", "'OFF'", "'0'", "'false'", "'off'");

    private OutsideTransaction() {}

    static boolean isNeededBy(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "VACUUM" -> true;
            case "CREATE" -> create(statement);
            case "DROP" -> drop(statement);
            case "ALTER" -> alter(statement);
            case "REINDEX" -> reindex(statement);
            case "CLUSTER" -> isWholeCluster(statement);
            case "COMMIT", "ROLLBACK" -> statement.word(1).equals("PREPARED");
            case "DISCARD" -> statement.word(1).equals("ALL");
            default -> false;
        };
    }

    private static boolean create(SqlStatement statement) {
        return switch (statement.word(1)) {
            case "DATABASE", "TABLESPACE" -> true;
            case "INDEX" -> statement.word(2).equals("CONCURRENTLY");
            case "UNIQUE" -> statement.startsWith("CREATE", "UNIQUE", "INDEX", "CONCURRENTLY");
            case "SUBSCRIPTION" -> !isOff(statement, "CONNECT") && !isOff(statement, "CREATE_SLOT");
            default -> false;
        };
    }

    private static boolean drop(SqlStatement statement) {
        return switch (statement.word(1)) {
            case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> true;
            case "INDEX" -> statement.word(2).equals("CONCURRENTLY");
            default -> false;
        };
    }

    private static boolean alter(SqlStatement statement) {
        return switch (statement.word(1)) {
            case "SYSTEM" -> true;
            case "DATABASE" -> statement.contains("SET", "TABLESPACE");
            case "TABLE" -> detachesConcurrently(statement.words());
            case "SUBSCRIPTION" -> alterSubscription(statement);
            default -> false;
        };
    }

    private static boolean detachesConcurrently(List<String> words) {
        int detach = words.indexOf("DETACH");
        return detach >= 0
                && words.subList(detach, words.size()).contains("PARTITION")
                && words.getLast().equals("CONCURRENTLY");
    }

    private static boolean alterSubscription(SqlStatement statement) {
        if (statement.contains("REFRESH", "PUBLICATION")) {
            return true;
        }
        boolean publications = statement.contains("SET", "PUBLICATION")
                || statement.contains("ADD", "PUBLICATION")
                || statement.contains("DROP", "PUBLICATION");
        boolean slot = statement.contains("SET", "(")
                && (statement.words().contains("FAILOVER") || statement.words().contains("TWO_PHASE"));
        return publications ? !isOff(statement, "REFRESH") : slot;
    }

    private static boolean reindex(SqlStatement statement) {
        List<String> words = statement.words();
        boolean wide = words.stream()
                .limit(12)
                .anyMatch(word -> word.equals("SCHEMA") || word.equals("DATABASE") || word.equals("SYSTEM"));
        return wide || (words.contains("CONCURRENTLY") && !isOff(statement, "CONCURRENTLY"));
    }

    /** CLUSTER without a table works through all tables, in transactions of its own. */
    private static boolean isWholeCluster(SqlStatement statement) {
        List<String> words = statement.words();
        boolean options =
                words.size() > 2 && words.get(1).equals("(") && words.getLast().equals(")");
        return words.size() == 1 || words.equals(List.of("CLUSTER", "VERBOSE")) || options;
    }

    /** Whether {@code option = false} is among the statement's options. */
    private static boolean isOff(SqlStatement statement, String option) {
        List<String> words = statement.words();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(option)) {
                String value = words.get(i + 1).equals("=") ? statement.word(i + 2) : words.get(i + 1);
                return FALSE.contains(value);
            }
        }
        return false;
    }
}
