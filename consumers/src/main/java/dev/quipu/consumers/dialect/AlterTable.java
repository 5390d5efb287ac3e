package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How the actions of an ALTER TABLE are told apart. Pure. */
final class AlterTable {

    private static final Set<String> NO_COLUMN = Set.of(
            "CONSTRAINT",
            "INDEX",
            "KEY",
            "FOREIGN",
            "PRIMARY",
            "UNIQUE",
            "CHECK",
            "EXCLUDE",
            "PARTITION",
            "PERIOD",
            "SYSTEM",
            "FULLTEXT",
            "SPATIAL",
            "IF");

    private AlterTable() {}

    /**
     * Where the actions begin: after the table's name, and after each comma outside of parentheses.
     *
     * @param from where the table's name ends
     */
    static List<Integer> actions(List<String> words, int from) {
        List<Integer> actions = new ArrayList<>();
        actions.add(from < words.size() && words.get(from).equals("*") ? from + 1 : from);
        int depth = 0;
        for (int i = from; i < words.size(); i++) {
            depth += words.get(i).equals("(") ? 1 : words.get(i).equals(")") ? -1 : 0;
            if (depth == 0 && words.get(i).equals(",")) {
                actions.add(i + 1);
            }
        }
        return actions;
    }

    /** Whether the word that follows ADD or DROP says that something else than a column is meant. */
    static boolean isNoColumn(String word) {
        return NO_COLUMN.contains(word);
    }
}
