package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement destroys, as far as its words tell: nobody sees from outside what a function or a DO block does.
 * Pure.
 */
final class Destructions {

    private static final Set<String> AFTER_SET = Set.of("FROM", "WHERE", "RETURNING", "ORDER", "LIMIT");

    private final List<String> words;

    private Destructions(SqlStatement statement) {
        this.words = statement.words();
    }

    static List<Destruction> of(SqlStatement statement) {
        return new Destructions(statement).find(statement.word(0));
    }

    private List<Destruction> find(String verb) {
        return switch (verb) {
            case "DROP" -> drop();
            case "ALTER" -> word(1).equals("TABLE") ? alterTable() : List.of();
            case "TRUNCATE" -> truncate();
            case "DELETE", "UPDATE", "WITH", "MERGE" -> changedRows();
            default -> List.of();
        };
    }

    private List<Destruction> drop() {
        return switch (word(1)) {
            case "TABLE" -> names("DROP TABLE", skip(2, "IF", "EXISTS"));
            case "SCHEMA", "DATABASE", "OWNED" -> List.of(Destruction.wholesale("DROP " + word(1), null));
            case "TYPE", "DOMAIN", "EXTENSION" ->
                words.contains("CASCADE")
                        ? List.of(Destruction.wholesale("DROP %s … CASCADE".formatted(word(1)), null))
                        : List.of();
            default -> List.of();
        };
    }

    private List<Destruction> truncate() {
        return names("TRUNCATE", skip(skip(1, "TABLE"), "ONLY"));
    }

    private List<Destruction> names(String what, int from) {
        List<Destruction> found = new ArrayList<>();
        ScriptTable.Found name = ScriptTable.at(words, from);
        while (name != null) {
            found.add(Destruction.wholesale(what, name.name()));
            int end = word(name.end()).equals("*") ? name.end() + 1 : name.end();
            name = word(end).equals(",") ? ScriptTable.at(words, end + 1) : null;
        }
        return found.isEmpty() ? List.of(Destruction.wholesale(what, null)) : found;
    }

    private List<Destruction> alterTable() {
        ScriptTable.Found table = ScriptTable.at(words, skip(skip(2, "IF", "EXISTS"), "ONLY"));
        if (table == null) {
            return List.of();
        }
        List<Destruction> found = new ArrayList<>();
        for (int action : AlterTable.actions(words, table.end())) {
            int column = skip(skip(action + 1, "COLUMN"), "IF", "EXISTS");
            String name = column < words.size() ? ScriptTable.part(words.get(column)) : null;
            if (word(action).equals("DROP") && name != null && !AlterTable.isNoColumn(words.get(column))) {
                found.add(new Destruction("DROP COLUMN " + name, table.name(), List.of(name), true));
            }
        }
        return found;
    }

    private List<Destruction> changedRows() {
        List<Destruction> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean begins =
                    i == 0 || words.get(i - 1).equals("(") || words.get(i - 1).equals(")");
            if (begins && word(i).equals("DELETE") && word(i + 1).equals("FROM")) {
                found.add(Destruction.ofRows("DELETE", name(skip(i + 2, "ONLY"))));
            } else if (begins && word(i).equals("UPDATE")) {
                found.add(update(skip(i + 1, "ONLY")));
            } else if (begins && word(i).equals("MERGE") && word(i + 1).equals("INTO")) {
                found.add(Destruction.ofRows("MERGE", name(skip(i + 2, "ONLY"))));
            }
        }
        return found;
    }

    private Destruction update(int table) {
        int set = table;
        while (set < words.size() && !words.get(set).equals("SET")) {
            set++;
        }
        return new Destruction("UPDATE", name(table), columns(set + 1), false);
    }

    /** The columns of a SET clause; empty if one of them isn't understood. */
    private List<String> columns(int from) {
        List<String> columns = new ArrayList<>();
        boolean isTarget = true;
        int depth = 0;
        for (int i = from; i < words.size() && !(depth == 0 && AFTER_SET.contains(words.get(i))) && depth >= 0; i++) {
            String word = words.get(i);
            depth += depth(word);
            if (depth == 0 && word.equals("=")) {
                isTarget = false;
            } else if (depth == 0 && word.equals(",")) {
                isTarget = true;
            } else if (isTarget && !Set.of("(", ")", ",").contains(word)) {
                String name = ScriptTable.part(word);
                if (name == null) {
                    return List.of();
                }
                columns.add(name);
            }
        }
        return columns;
    }

    private @Nullable ScriptTable name(int index) {
        ScriptTable.Found found = ScriptTable.at(words, index);
        return found == null ? null : found.name();
    }

    private static int depth(String word) {
        return word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
    }

    private int skip(int index, String... optional) {
        for (int i = 0; i < optional.length; i++) {
            if (!word(index + i).equals(optional[i])) {
                return index;
            }
        }
        return index + optional.length;
    }

    private String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
