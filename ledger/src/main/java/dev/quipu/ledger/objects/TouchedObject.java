package dev.quipu.ledger.objects;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object that a statement touches.
 *
 * @param verb {@code create}, {@code alter}, {@code drop} and so on; the statement's first word if it isn't understood
 * @param kind {@code table}, {@code column} and so on; {@code statement} if the statement isn't understood
 * @param schema that the SQL names, or null
 * @param table the table it is or belongs to, or null
 * @param name without schema and quotes, or null if the SQL gives none
 * @param type of a column; of an index its columns with commas; or null
 * @param newName of a renaming, or null
 * @param isDestructive whether rows or values are lost
 */
public record TouchedObject(
        String verb,
        String kind,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String name,
        @Nullable String type,
        @Nullable String newName,
        boolean isDestructive) {

    static final String TABLE = "table";
    static final String COLUMN = "column";

    private static final Set<String> HOLDERS = Set.of(TABLE, COLUMN, "schema", "database", "materialized view");

    /** An object that is no part of a table, or is one. */
    static TouchedObject of(String verb, String kind, ObjectName name) {
        String table = kind.equals(TABLE) ? name.name() : null;
        return new TouchedObject(verb, kind, name.schema(), table, name.name(), null, null, isLost(verb, kind));
    }

    /** A part of a table. */
    static TouchedObject in(ObjectName table, String verb, String kind, @Nullable String name) {
        return new TouchedObject(verb, kind, table.schema(), table.name(), name, null, null, isLost(verb, kind));
    }

    /** A statement of which no more is known than how it begins. */
    static TouchedObject unknown(String verb) {
        return new TouchedObject(verb, "statement", null, null, null, null, null, false);
    }

    TouchedObject withType(@Nullable String newType) {
        return new TouchedObject(verb, kind, schema, table, name, newType, newName, isDestructive);
    }

    TouchedObject renamedTo(@Nullable String other) {
        return new TouchedObject("rename", kind, schema, table, name, type, other, isDestructive);
    }

    private static boolean isLost(String verb, String kind) {
        return switch (verb) {
            case "drop" -> HOLDERS.contains(kind);
            case "truncate", "delete" -> true;
            default -> false;
        };
    }
}
