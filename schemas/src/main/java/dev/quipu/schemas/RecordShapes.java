package dev.quipu.schemas;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Resolves Java records against Avro records. */
final class RecordShapes {

    private final Shapes shapes;
    private final NewestSchema newest;

    RecordShapes(Shapes shapes, NewestSchema newest) {
        this.shapes = shapes;
        this.newest = newest;
    }

    RecordShape of(Class<?> type, Schema schema) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw Shapes.mismatch(type, schema);
        }
        Set<String> unmatched = new HashSet<>();
        schema.getFields().forEach(field -> unmatched.add(field.name()));
        List<RecordShape.Field> fields = new ArrayList<>();
        @Nullable Object[] absent = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Schema.Field field = schema.getField(components[i].getName());
            if (field == null) {
                absent[i] = newest.absent(schema, components[i].getName());
            } else {
                unmatched.remove(field.name());
                fields.add(field(components[i], field, i));
            }
        }
        if (!unmatched.isEmpty()) {
            throw new IllegalArgumentException("%s has no component for %s".formatted(type, unmatched));
        }
        fields.sort((a, b) -> Integer.compare(place(schema, a), place(schema, b)));
        return new RecordShape(constructor(type, components), List.copyOf(fields), absent);
    }

    private static int place(Schema schema, RecordShape.Field field) {
        return schema.getField(field.name()).pos();
    }

    private RecordShape.Field field(RecordComponent component, Schema.Field field, int parameter) {
        Schema schema = field.schema();
        int nullBranch = -1;
        if (schema.isNullable()) {
            nullBranch = nullBranch(component.getType(), schema);
            schema = schema.getTypes().get(1 - nullBranch);
        }
        return new RecordShape.Field(
                field.name(),
                accessor(component),
                shapes.of(component.getGenericType(), schema),
                parameter,
                nullBranch);
    }

    private static int nullBranch(Class<?> type, Schema nullable) {
        if (type.isPrimitive() || !nullable.isUnion() || nullable.getTypes().size() != 2) {
            throw Shapes.mismatch(type, nullable);
        }
        return nullable.getTypes().getFirst().getType() == Schema.Type.NULL ? 0 : 1;
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component + " is not public", e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " has no public canonical constructor", e);
        }
    }
}
