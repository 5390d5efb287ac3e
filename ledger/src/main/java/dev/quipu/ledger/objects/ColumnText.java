package dev.quipu.ledger.objects;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Definitions of columns and constraints, as they stand in CREATE TABLE and behind ADD. */
final class ColumnText {

    private static final Set<String> NO_COLUMN = Set.of(
            "constraint",
            "primary",
            "foreign",
            "unique",
            "check",
            "exclude",
            "like",
            "key",
            "index",
            "fulltext",
            "spatial");
    private static final Set<String> AFTER_TYPE = Set.of(
            "not",
            "null",
            "default",
            "primary",
            "unique",
            "references",
            "check",
            "constraint",
            "collate",
            "generated",
            "auto_increment",
            "comment",
            "on",
            "using",
            "first",
            "after",
            "as",
            "invisible",
            "visible",
            "storage",
            "compression");

    private ColumnText() {}

    /** The column or constraint that {@code definition} puts into {@code table}. */
    static TouchedObject created(ObjectName table, List<Token> definition, String script) {
        TokenReader reader = new TokenReader(definition);
        if (!reader.isNextIn(NO_COLUMN)) {
            return TouchedObject.in(table, "create", TouchedObject.COLUMN, reader.single())
                    .withType(type(reader, script));
        }
        if (reader.accept("constraint")) {
            return TouchedObject.in(table, "create", "constraint", reader.single());
        }
        if (reader.accept("index") || reader.accept("key")) {
            return TouchedObject.in(table, "create", "index", reader.single());
        }
        return TouchedObject.in(table, "create", "constraint", null);
    }

    /** The type that comes next, as it is written, or null. */
    static @Nullable String type(TokenReader reader, String script) {
        int start = -1;
        int end = -1;
        int depth = 0;
        for (Token token : reader.remaining()) {
            if (depth == 0 && token.kind() == Token.Kind.WORD && AFTER_TYPE.contains(token.text())) {
                break;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            start = start < 0 ? token.start() : start;
            end = token.end();
        }
        return start < 0 ? null : script.substring(start, end);
    }
}
