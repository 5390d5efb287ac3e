package dev.quipu.schemas;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Resolves Java types against Avro schemas, by name: a record component is the field of the same name, a sealed
 * interface is a union of the records of the same simple names, a {@code null} is the null branch, lists, string maps
 * and enums are themselves, and {@link Scalars} says the rest. A type and a schema that disagree fail here, and not in
 * the middle of a ledger.
 */
final class Shapes {

    private static final Map<Schema.Type, Class<?>> BOXED = Map.of(
            Schema.Type.STRING, String.class,
            Schema.Type.INT, Integer.class,
            Schema.Type.LONG, Long.class,
            Schema.Type.BOOLEAN, Boolean.class,
            Schema.Type.DOUBLE, Double.class,
            Schema.Type.BYTES, byte[].class,
            Schema.Type.FIXED, byte[].class);

    private final Scalars scalars;
    private final NewestSchema newest;

    private Shapes(Scalars scalars, NewestSchema newest) {
        this.scalars = scalars;
        this.newest = newest;
    }

    /**
     * The shape of {@code type} as {@code schema} writes it. A schema that is older than {@code newest} may lack what
     * was added since: branches of a union, constants of an enum, and fields with a default.
     *
     * @throws IllegalArgumentException if they don't match, with the place where they differ
     */
    static Shape of(Type type, Schema schema, Schema newest, Scalars scalars) {
        return new Shapes(scalars, new NewestSchema(newest, schema.equals(newest))).of(type, schema);
    }

    Shape of(Type type, Schema schema) {
        Class<?> raw = raw(type, schema);
        Scalars.Conversion conversion = scalars.find(raw);
        if (conversion != null) {
            return new Shape.Scalar(conversion, plain(conversion.avro(), schema));
        }
        return switch (schema.getType()) {
            case STRING, INT, LONG, BOOLEAN, DOUBLE, BYTES, FIXED -> plain(raw, schema);
            case ENUM -> constant(raw, schema);
            case ARRAY -> new Shape.Items(of(element(type, raw, schema), schema.getElementType()));
            case MAP -> new Shape.Entries(of(value(type, raw, schema), schema.getValueType()));
            case RECORD -> new RecordShapes(this, newest).of(raw, schema);
            case UNION -> oneOf(raw, schema);
            case FLOAT, NULL -> throw mismatch(raw, schema);
        };
    }

    private static Shape plain(Class<?> type, Schema schema) {
        if (MethodType.methodType(type).wrap().returnType() != BOXED.get(schema.getType())) {
            throw mismatch(type, schema);
        }
        return switch (schema.getType()) {
            case STRING -> Shape.Primitive.TEXT;
            case INT -> Shape.Primitive.INT;
            case LONG -> Shape.Primitive.LONG;
            case BOOLEAN -> Shape.Primitive.BOOLEAN;
            case DOUBLE -> Shape.Primitive.DOUBLE;
            case BYTES -> Shape.Primitive.BYTES;
            case FIXED -> new Shape.Fixed(schema.getFixedSize());
            case ENUM, ARRAY, MAP, RECORD, UNION, FLOAT, NULL -> throw mismatch(type, schema);
        };
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
        Map<String, Enum<?>> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), (Enum<?>) constant);
        }
        List<Enum<?>> inOrder = new ArrayList<>();
        for (String symbol : schema.getEnumSymbols()) {
            Enum<?> constant = constants.remove(symbol);
            if (constant == null) {
                throw mismatch(type, schema);
            }
            inOrder.add(constant);
        }
        newest.requireAll(constants.keySet(), type);
        return new Shape.Constant(List.copyOf(inOrder));
    }

    private Shape oneOf(Class<?> type, Schema schema) {
        if (!type.isSealed() || !type.isInterface()) {
            throw mismatch(type, schema);
        }
        Map<String, Class<?>> records = new HashMap<>();
        leaves(type).forEach(leaf -> records.put(leaf.getSimpleName(), leaf));
        Map<Class<?>, Integer> places = new HashMap<>();
        List<Shape> branches = new ArrayList<>();
        for (Schema branch : schema.getTypes()) {
            Class<?> leaf = records.remove(branch.getName());
            if (leaf == null) {
                throw new IllegalArgumentException("no record of " + type + " for branch " + branch.getName());
            }
            places.put(leaf, branches.size());
            branches.add(of(leaf, branch));
        }
        newest.requireAll(records.keySet(), type);
        return new Shape.OneOf(Map.copyOf(places), List.copyOf(branches));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(Shapes::leaves);
    }

    private static Class<?> raw(Type type, Schema schema) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> raw(parameterized.getRawType(), schema);
            default -> throw new IllegalArgumentException(type + " doesn't match the schema " + schema.getFullName());
        };
    }

    static IllegalArgumentException mismatch(Class<?> type, Schema schema) {
        return new IllegalArgumentException(type + " doesn't match the schema " + schema.getFullName());
    }
}
