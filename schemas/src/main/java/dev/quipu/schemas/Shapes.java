package dev.quipu.schemas;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Resolves Java types against Avro schemas. */
final class Shapes {

    private final Scalars scalars;

    Shapes(Scalars scalars) {
        this.scalars = scalars;
    }

    Shape of(Type type, Schema schema) {
        Class<?> raw = raw(type);
        Scalars.Conversion conversion = scalars.find(raw);
        if (conversion != null) {
            return new Shape.Scalar(conversion);
        }
        return switch (schema.getType()) {
            case STRING, INT, LONG, BOOLEAN, DOUBLE -> new Shape.Same();
            case ENUM -> constant(raw, schema);
            case ARRAY -> new Shape.Items(schema, of(argument(type, 0), schema.getElementType()));
            case MAP -> new Shape.Entries(of(argument(type, 1), schema.getValueType()));
            case RECORD -> fields(raw, schema);
            case UNION -> oneOf(raw, schema);
            case BYTES, FIXED, FLOAT, NULL -> throw mismatch(raw, schema);
        };
    }

    private Shape constant(Class<?> type, Schema schema) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        if (!constants.keySet().equals(Set.copyOf(schema.getEnumSymbols()))) {
            throw mismatch(type, schema);
        }
        return new Shape.Constant(schema, constants);
    }

    private Shape fields(Class<?> type, Schema schema) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || components.length != schema.getFields().size()) {
            throw mismatch(type, schema);
        }
        List<Shape.Fields.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            fields.add(field(type, components, field));
        }
        return new Shape.Fields(schema, constructor(type, components), List.copyOf(fields));
    }

    private Shape.Fields.Field field(Class<?> type, RecordComponent[] components, Schema.Field field) {
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            if (component.getName().equals(field.name())) {
                Schema schema = field.schema().isNullable() ? notNull(field.schema()) : field.schema();
                return new Shape.Fields.Field(
                        field.name(), accessor(component), of(component.getGenericType(), schema), i);
            }
        }
        throw new IllegalArgumentException(type + " has no component " + field.name());
    }

    private Shape oneOf(Class<?> type, Schema schema) {
        Map<String, Class<?>> records = new HashMap<>();
        leaves(type).forEach(leaf -> records.put(leaf.getSimpleName(), leaf));
        Map<Class<?>, Shape> byClass = new HashMap<>();
        Map<String, Shape> byName = new HashMap<>();
        for (Schema branch : schema.getTypes()) {
            Class<?> record = records.remove(branch.getName());
            if (record == null) {
                throw new IllegalArgumentException("no record of " + type + " for branch " + branch.getName());
            }
            Shape shape = of(record, branch);
            byClass.put(record, shape);
            byName.put(branch.getName(), shape);
        }
        if (!records.isEmpty()) {
            throw new IllegalArgumentException("the schema has no branch for " + records.keySet());
        }
        return new Shape.OneOf(Map.copyOf(byClass), Map.copyOf(byName));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(Shapes::leaves);
    }

    private static Schema notNull(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
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

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized ? raw(parameterized.getRawType()) : (Class<?>) type;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static IllegalArgumentException mismatch(Class<?> type, Schema schema) {
        return new IllegalArgumentException(type + " doesn't match the schema " + schema.getFullName());
    }
}
