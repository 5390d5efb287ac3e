package dev.quipu.ledger.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads what statements do with rows. */
final class DataReader {

    static final Set<String> VERBS = Set.of("insert", "update", "delete", "merge", "replace", "truncate", "copy");

    private static final Set<String> BEFORE_TABLE =
            Set.of("into", "only", "from", "table", "low_priority", "ignore", "delayed", "quick");

    private DataReader() {}

    /** All writing in a statement that begins with WITH, also where it stands in brackets. */
    static List<TouchedObject> within(List<Token> statement) {
        List<TouchedObject> touched = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < statement.size(); i++) {
            Token token = statement.get(i);
            boolean begins = i > 0
                    && (statement.get(i - 1).is("(")
                            || (depth == 0 && statement.get(i - 1).is(")")));
            if (begins && token.kind() == Token.Kind.WORD && VERBS.contains(token.text())) {
                touched.addAll(read(new TokenReader(statement.subList(i, statement.size()))));
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return touched;
    }

    static List<TouchedObject> read(TokenReader reader) {
        String verb = reader.word();
        reader.skipAll(BEFORE_TABLE);
        ObjectName table = reader.name();
        return switch (verb) {
            case "update" -> update(table, reader);
            case "truncate" -> truncate(table, reader);
            default -> List.of(TouchedObject.of(verb, TouchedObject.TABLE, table));
        };
    }

    private static List<TouchedObject> truncate(ObjectName first, TokenReader reader) {
        List<TouchedObject> touched = new ArrayList<>();
        touched.add(TouchedObject.of("truncate", TouchedObject.TABLE, first));
        while (reader.accept(",")) {
            reader.accept("only");
            touched.add(TouchedObject.of("truncate", TouchedObject.TABLE, reader.name()));
        }
        return touched;
    }

    private static List<TouchedObject> update(ObjectName table, TokenReader reader) {
        List<TouchedObject> columns = reader.skipTo("set") ? assigned(table, reader) : List.of();
        return columns.isEmpty() ? List.of(TouchedObject.of("update", TouchedObject.TABLE, table)) : columns;
    }

    /** The columns that get values; the list of assignments ends where a piece between commas begins with none. */
    static List<TouchedObject> assigned(ObjectName table, TokenReader reader) {
        return reader.rest().stream()
                .map(TokenReader::new)
                .flatMap(piece -> piece.isNext("(")
                        ? piece.bracketed().stream().map(name -> new TokenReader(name).parts())
                        : List.of(names(piece)).stream())
                .filter(parts -> !parts.isEmpty())
                .map(List::getLast)
                .filter(Objects::nonNull)
                .distinct()
                .map(column -> TouchedObject.in(table, "update", TouchedObject.COLUMN, column))
                .toList();
    }

    private static List<String> names(TokenReader piece) {
        List<String> parts = piece.parts();
        return piece.isNext("=") || piece.isNext(":") ? parts : List.of();
    }
}
