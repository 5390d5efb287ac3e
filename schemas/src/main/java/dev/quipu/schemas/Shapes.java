package dev.quipu.schemas;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/** Resolves Java types against Avro schemas. */
final class Shapes {

    private static final Map<Schema.Type, Class<?>> BOXED = Map.of(
            Schema.Type.STRING, String.class,
            Schema.Type.INT, Integer.class,
            Schema.Type.LONG, Long.class,
            Schema.Type.BOOLEAN, Boolean.class,
            Schema.Type.DOUBLE, Double.class,
            Schema.Type.FLOAT, Float.class);

    private final Scalars scalars;

    Shapes(Scalars scalars) {
        this.scalars = scalars;
    }

    Shape of(Type type, Schema schema) {
        Class<?> raw = raw(type, schema);
        Scalars.Conversion conversion = scalars.find(raw);
        if (conversion != null) {
            return new Shape.Scalar(require(conversion, raw, schema));
        }
        return switch (schema.getType()) {
            case STRING, INT, LONG, BOOLEAN, DOUBLE -> same(raw, schema);
            case ENUM -> constant(raw, schema);
            case ARRAY -> new Shape.Items(schema, of(element(type, raw, schema), schema.getElementType()));
            case MAP -> new Shape.Entries(of(value(type, raw, schema), schema.getValueType()));
            case RECORD -> fields(raw, schema);
            case UNION -> oneOf(raw, schema);
            case BYTES, FIXED, FLOAT, NULL -> throw mismatch(raw, schema);
        };
    }

    private static Scalars.Conversion require(Scalars.Conversion conversion, Class<?> type, Schema schema) {
        boolean matches =
                switch (schema.getType()) {
                    case FIXED -> conversion.avro() == GenericFixed.class;
                    case BYTES -> conversion.avro() == ByteBuffer.class;
                    case STRING, INT, LONG, BOOLEAN, DOUBLE, FLOAT -> conversion.avro() == BOXED.get(schema.getType());
                    case ENUM, ARRAY, MAP, RECORD, UNION, NULL -> false;
                };
        if (!matches) {
            throw mismatch(type, schema);
        }
        return conversion;
    }

    private static Shape same(Class<?> type, Schema schema) {
        if (MethodType.methodType(type).wrap().returnType() != BOXED.get(schema.getType())) {
            throw mismatch(type, schema);
        }
        return new Shape.Same();
    }

    private static Type element(Type type, Class<?> raw, Schema schema) {
        if (raw != List.class || !(type instanceof ParameterizedType list)) {
            throw mismatch(raw, schema);
        }
        return list.getActualTypeArguments()[0];
    }

    private static Type value(Type type, Class<?> raw, Schema schema) {
        if (raw != Map.class
                || !(type instanceof ParameterizedType map)
                || map.getActualTypeArguments()[0] != String.class) {
            throw mismatch(raw, schema);
        }
        return map.getActualTypeArguments()[1];
    }

    private Shape constant(Class<?> type, Schema schema) {
        if (!type.isEnum()) {
            throw mismatch(type, schema);
        }
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
                Schema schema =
                        field.schema().isNullable() ? notNull(component.getType(), field.schema()) : field.schema();
                return new Shape.Fields.Field(
                        field.name(), accessor(component), of(component.getGenericType(), schema), i);
            }
        }
        throw new IllegalArgumentException(type + " has no component " + field.name());
    }

    private Shape oneOf(Class<?> type, Schema schema) {
        if (!type.isSealed() || !type.isInterface()) {
            throw mismatch(type, schema);
        }
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

    private static Schema notNull(Class<?> type, Schema nullable) {
        List<Schema> branches = nullable.isUnion()
                ? nullable.getTypes().stream()
                        .filter(branch -> !branch.isNullable())
                        .toList()
                : List.of();
        if (type.isPrimitive() || branches.size() != 1) {
            throw mismatch(type, nullable);
        }
        return branches.getFirst();
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

    private static Class<?> raw(Type type, Schema schema) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> raw(parameterized.getRawType(), schema);
            default -> throw new IllegalArgumentException(type + " doesn't match the schema " + schema.getFullName());
        };
    }

    private static IllegalArgumentException mismatch(Class<?> type, Schema schema) {
        return new IllegalArgumentException(type + " doesn't match the schema " + schema.getFullName());
    }
}
