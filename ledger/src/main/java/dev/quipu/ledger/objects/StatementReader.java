package dev.quipu.ledger.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a statement touches. It takes what it doesn't know for a statement of which nothing more can be said. */
final class StatementReader {

    private static final Set<String> MODIFIERS = Set.of(
            "or",
            "replace",
            "global",
            "local",
            "temp",
            "temporary",
            "unlogged",
            "unique",
            "recursive",
            "constraint",
            "trusted",
            "foreign",
            "fulltext",
            "spatial",
            "algorithm",
            "definer",
            "concurrently",
            "online",
            "offline");

    private static final Set<String> ON_TABLE = Set.of("trigger", "policy", "rule");

    private final List<Token> statement;
    private final String script;
    private final TokenReader reader;

    private StatementReader(List<Token> statement, String script) {
        this.statement = statement;
        this.script = script;
        this.reader = new TokenReader(statement);
    }

    /** What {@code statement} touches; at least one. */
    static List<TouchedObject> read(List<Token> statement, String script) {
        return new StatementReader(statement, script).read();
    }

    private List<TouchedObject> read() {
        String first = statement.getFirst().text();
        List<TouchedObject> touched =
                switch (first) {
                    case "create" -> create();
                    case "alter" -> alter();
                    case "drop" -> drop();
                    case "rename" -> rename();
                    case "comment" -> comment();
                    case "grant", "revoke" -> grant(first);
                    case "with" -> DataReader.within(statement);
                    default -> DataReader.VERBS.contains(first) ? DataReader.read(reader) : List.of();
                };
        return touched.isEmpty() ? List.of(TouchedObject.unknown(first)) : touched;
    }

    private @Nullable String kind() {
        reader.skipAll(MODIFIERS);
        if (reader.accept("materialized", "view")) {
            return "materialized view";
        }
        if (reader.accept("event", "trigger")) {
            return "event trigger";
        }
        Token token = reader.peek();
        return token == null || token.kind() != Token.Kind.WORD ? null : reader.word();
    }

    private void skipCondition() {
        reader.skipAll(Set.of("concurrently"));
        if (!reader.accept("if", "not", "exists")) {
            reader.accept("if", "exists");
        }
        reader.skipAll(Set.of("only"));
    }

    private List<TouchedObject> create() {
        reader.word();
        String kind = kind();
        skipCondition();
        if (kind == null) {
            return List.of();
        }
        if (kind.equals("index")) {
            return createIndex();
        }
        ObjectName name = reader.name();
        if (ON_TABLE.contains(kind)) {
            return List.of(onTable("create", kind, name));
        }
        List<TouchedObject> touched = new ArrayList<>(List.of(TouchedObject.of("create", kind, name)));
        if (kind.equals(TouchedObject.TABLE)) {
            reader.bracketed().forEach(piece -> touched.add(ColumnText.created(name, piece, script)));
        }
        return touched;
    }

    private TouchedObject onTable(String verb, String kind, ObjectName name) {
        return reader.skipTo("on")
                ? TouchedObject.in(reader.name(), verb, kind, name.name())
                : TouchedObject.of(verb, kind, name);
    }

    /** The type of an index are the columns that it is a plain index of. */
    private List<TouchedObject> createIndex() {
        String index = reader.isNext("on") ? null : reader.name().name();
        if (!reader.skipTo("on")) {
            return List.of();
        }
        reader.skipAll(Set.of("only"));
        TouchedObject created = TouchedObject.in(reader.name(), "create", "index", index);
        if (reader.accept("using")) {
            reader.word();
        }
        String columns = reader.bracketed().stream()
                .filter(piece -> piece.getFirst().isName()
                        && (piece.size() == 1 || piece.get(1).isName()))
                .map(piece -> piece.getFirst().text())
                .collect(Collectors.joining(", "));
        return List.of(columns.isEmpty() ? created : created.withType(columns));
    }

    private List<TouchedObject> alter() {
        reader.word();
        String kind = kind();
        skipCondition();
        if (kind == null) {
            return List.of();
        }
        ObjectName name = reader.name();
        if (kind.equals(TouchedObject.TABLE)) {
            return new AlterTableReader(name, script).read(reader);
        }
        TouchedObject touched =
                ON_TABLE.contains(kind) ? onTable("alter", kind, name) : TouchedObject.of("alter", kind, name);
        return List.of(reader.accept("rename", "to") ? touched.renamedTo(reader.single()) : touched);
    }

    private List<TouchedObject> drop() {
        reader.word();
        String kind = kind();
        skipCondition();
        if (kind == null) {
            return List.of();
        }
        List<TouchedObject> touched = new ArrayList<>();
        do {
            ObjectName name = reader.name();
            boolean onTable = reader.isNext("on");
            touched.add(onTable ? onTable("drop", kind, name) : TouchedObject.of("drop", kind, name));
            if (reader.isNext("(")) {
                List<List<Token>> unused = reader.bracketed(); // arguments of a function
            }
        } while (reader.accept(","));
        return touched;
    }

    private List<TouchedObject> rename() {
        reader.word();
        if (!reader.accept("table")) {
            return List.of();
        }
        List<TouchedObject> touched = new ArrayList<>();
        do {
            TouchedObject table = TouchedObject.of("alter", TouchedObject.TABLE, reader.name());
            reader.accept("to");
            touched.add(table.renamedTo(reader.name().name()));
        } while (reader.accept(","));
        return touched;
    }

    private List<TouchedObject> comment() {
        if (!reader.accept("comment", "on")) {
            return List.of();
        }
        String kind = kind();
        if (kind == null) {
            return List.of();
        }
        if (!kind.equals(TouchedObject.COLUMN)) {
            return List.of(TouchedObject.of("comment", kind, reader.name()));
        }
        List<String> parts = reader.parts();
        if (parts.size() < 2) {
            return List.of();
        }
        String schema = parts.size() > 2 ? parts.get(parts.size() - 3) : null;
        ObjectName table = new ObjectName(schema, parts.get(parts.size() - 2));
        return List.of(TouchedObject.in(table, "comment", kind, parts.getLast()));
    }

    private List<TouchedObject> grant(String verb) {
        if (!reader.skipTo("on")) {
            return List.of(TouchedObject.unknown(verb));
        }
        boolean named = reader.isNextIn(Set.of("schema", "sequence", "function", "database", "type", "domain"));
        String kind = named ? reader.word() : TouchedObject.TABLE;
        reader.accept("table");
        return List.of(TouchedObject.of(verb, kind, reader.name()));
    }
}
