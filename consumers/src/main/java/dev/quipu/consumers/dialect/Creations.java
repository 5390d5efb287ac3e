package dev.quipu.consumers.dialect;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a statement makes that was surely not there before. Immutable.
 *
 * @param tables that it creates
 * @param columns that it adds, by table
 * @param renamed new names of tables by old ones
 */
record Creations(
        Set<ScriptTable> tables, Map<ScriptTable, Set<String>> columns, Map<ScriptTable, ScriptTable> renamed) {

    private static final Creations NOTHING = new Creations(Set.of(), Map.of(), Map.of());
    private static final Set<String> KINDS = Set.of("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED");

    static Creations of(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "CREATE" -> created(statement);
            case "ALTER" -> statement.word(1).equals("TABLE") ? altered(statement) : NOTHING;
            default -> NOTHING;
        };
    }

    private static Creations created(SqlStatement statement) {
        int table = 1;
        while (KINDS.contains(statement.word(table))) {
            table++;
        }
        if (!statement.word(table).equals("TABLE") || statement.word(table + 1).equals("IF")) {
            return NOTHING;
        }
        ScriptTable.Found name = ScriptTable.at(statement.words(), table + 1);
        return name == null ? NOTHING : new Creations(Set.of(name.name()), Map.of(), Map.of());
    }

    private static Creations altered(SqlStatement statement) {
        int first = statement.word(2).equals("IF") ? 4 : 2;
        ScriptTable.Found table =
                ScriptTable.at(statement.words(), statement.word(first).equals("ONLY") ? first + 1 : first);
        if (table == null) {
            return NOTHING;
        }
        List<String> words = statement.words();
        if (statement.word(table.end()).equals("RENAME")
                && statement.word(table.end() + 1).equals("TO")) {
            ScriptTable.Found after = ScriptTable.at(words, table.end() + 2);
            return after == null
                    ? NOTHING
                    : new Creations(
                            Set.of(),
                            Map.of(),
                            Map.of(
                                    table.name(),
                                    new ScriptTable(
                                            table.name().schema(), after.name().table())));
        }
        Set<String> added = new HashSet<>();
        for (int action : AlterTable.actions(words, table.end())) {
            int column = statement.word(action + 1).equals("COLUMN") ? action + 2 : action + 1;
            String name = column < words.size() ? ScriptTable.part(words.get(column)) : null;
            if (statement.word(action).equals("ADD") && name != null && !AlterTable.isNoColumn(words.get(column))) {
                added.add(name);
            }
        }
        return new Creations(Set.of(), Map.of(table.name(), added), Map.of());
    }
}
