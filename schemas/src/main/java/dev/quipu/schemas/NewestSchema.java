package dev.quipu.schemas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The schema that has everything the Java types have; it tells what an older one may lack. */
final class NewestSchema {

    private final boolean itself;
    private final Map<String, Schema> records = new HashMap<>();

    /** @param itself whether this schema is the one that is resolved, which may lack nothing */
    NewestSchema(Schema schema, boolean itself) {
        this.itself = itself;
        collect(schema);
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (records.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case UNION -> schema.getTypes().forEach(this::collect);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case ENUM, BYTES, FIXED, STRING, INT, LONG, BOOLEAN, DOUBLE, FLOAT, NULL -> {
                // hold no records
            }
        }
    }

    /** @throws IllegalArgumentException if something of {@code type} is missing where nothing may be */
    void requireAll(Set<String> missing, Class<?> type) {
        if (itself && !missing.isEmpty()) {
            throw new IllegalArgumentException("the schema lacks %s of %s".formatted(missing, type));
        }
    }

    /**
     * What a record without this field means: null, or an empty collection.
     *
     * @throws IllegalArgumentException if there is no such default
     */
    @Nullable
    Object absent(Schema owner, String name) {
        Schema schema = records.get(owner.getFullName());
        Schema.Field field = schema == null || itself ? null : schema.getField(name);
        if (field != null && field.hasDefaultValue()) {
            Object value = field.defaultVal();
            if (JsonProperties.NULL_VALUE.equals(value)) {
                return null;
            }
            if (value instanceof List<?> list && list.isEmpty()) {
                return List.of();
            }
            if (value instanceof Map<?, ?> map && map.isEmpty()) {
                return Map.of();
            }
        }
        throw new IllegalArgumentException(
                "%s has no field %s, and no default of null, [] or {} for it".formatted(owner.getFullName(), name));
    }
}
