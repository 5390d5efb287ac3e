package dev.quipu.ledger.objects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the actions of an ALTER TABLE. For one statement. */
final class AlterTableReader {

    private static final String ALTER = "alter";
    private static final String DROP = "drop";

    private final ObjectName table;
    private final String script;

    AlterTableReader(ObjectName table, String script) {
        this.table = table;
        this.script = script;
    }

    List<TouchedObject> read(TokenReader statement) {
        List<TouchedObject> touched = new ArrayList<>();
        for (List<Token> action : statement.rest()) {
            touched.addAll(action(new TokenReader(action)));
        }
        return touched.isEmpty() ? List.of(whole()) : touched;
    }

    private TouchedObject whole() {
        return TouchedObject.of(ALTER, TouchedObject.TABLE, table);
    }

    private List<TouchedObject> action(TokenReader reader) {
        if (reader.accept("add")) {
            return add(reader);
        }
        if (reader.accept(DROP)) {
            return List.of(drop(reader));
        }
        if (reader.accept("rename")) {
            return List.of(rename(reader));
        }
        if (reader.accept(ALTER)) {
            return List.of(alter(reader));
        }
        if (reader.accept("modify")) {
            reader.accept("column");
            return List.of(column(ALTER, reader.single()).withType(ColumnText.type(reader, script)));
        }
        if (reader.accept("change")) {
            return change(reader);
        }
        if (reader.accept("validate", "constraint")) {
            return List.of(TouchedObject.in(table, ALTER, "constraint", reader.single()));
        }
        if (reader.accept("enable", "trigger") || reader.accept("disable", "trigger")) {
            return List.of(TouchedObject.in(table, ALTER, "trigger", reader.single()));
        }
        return List.of(whole());
    }

    private TouchedObject column(String verb, @Nullable String name) {
        return TouchedObject.in(table, verb, TouchedObject.COLUMN, name);
    }

    private List<TouchedObject> add(TokenReader reader) {
        reader.accept("column");
        reader.accept("if", "not", "exists");
        if (reader.isNext("(")) {
            return reader.bracketed().stream()
                    .map(definition -> ColumnText.created(table, definition, script))
                    .toList();
        }
        return List.of(ColumnText.created(table, reader.remaining(), script));
    }

    private TouchedObject drop(TokenReader reader) {
        if (reader.accept("primary", "key")) {
            return TouchedObject.in(table, DROP, "constraint", null);
        }
        boolean constraint = reader.accept("constraint") || reader.accept("foreign", "key") || reader.accept("check");
        if (constraint) {
            reader.accept("if", "exists");
            return TouchedObject.in(table, DROP, "constraint", reader.single());
        }
        if (reader.accept("index") || reader.accept("key")) {
            return TouchedObject.in(table, DROP, "index", reader.single());
        }
        reader.accept("column");
        reader.accept("if", "exists");
        return column(DROP, reader.single());
    }

    private TouchedObject rename(TokenReader reader) {
        if (reader.accept("to") || reader.accept("as")) {
            return whole().renamedTo(reader.name().name());
        }
        String kind = "constraint";
        if (!reader.accept(kind)) {
            kind = reader.accept("index") || reader.accept("key") ? "index" : TouchedObject.COLUMN;
        }
        if (kind.equals(TouchedObject.COLUMN)) {
            reader.accept("column");
        }
        String old = reader.single();
        reader.accept("to");
        return TouchedObject.in(table, "rename", kind, old).renamedTo(reader.single());
    }

    private TouchedObject alter(TokenReader reader) {
        if (reader.accept("constraint")) {
            return TouchedObject.in(table, ALTER, "constraint", reader.single());
        }
        if (reader.accept("index")) {
            return TouchedObject.in(table, ALTER, "index", reader.single());
        }
        reader.accept("column");
        TouchedObject column = column(ALTER, reader.single());
        reader.accept("set", "data");
        return reader.accept("type") ? column.withType(ColumnText.type(reader, script)) : column;
    }

    private List<TouchedObject> change(TokenReader reader) {
        reader.accept("column");
        String old = reader.single();
        String now = reader.single();
        TouchedObject changed = column(ALTER, old).withType(ColumnText.type(reader, script));
        return old == null || old.equals(now)
                ? List.of(changed)
                : List.of(changed, column(ALTER, old).renamedTo(now));
    }
}
