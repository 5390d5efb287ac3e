package dev.quipu.schemas;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** One resolved pair of a Java type and an Avro schema. */
sealed interface Shape {

    Object toAvro(Object java);

    Object toJava(Object avro);

    /** The same on both sides: strings, numbers, booleans. */
    record Same() implements Shape {
        @Override
        public Object toAvro(Object java) {
            return java;
        }

        @Override
        public Object toJava(Object avro) {
            return avro;
        }
    }

    /** A value with a conversion of its own. */
    record Scalar(Scalars.Conversion conversion) implements Shape {
        @Override
        public Object toAvro(Object java) {
            return conversion.toAvro().apply(java);
        }

        @Override
        public Object toJava(Object avro) {
            return conversion.toJava().apply(avro);
        }
    }

    /** An enum of the same constants. */
    record Constant(Schema schema, Map<String, Object> constants) implements Shape {
        @Override
        public Object toAvro(Object java) {
            return new GenericData.EnumSymbol(schema, ((Enum<?>) java).name());
        }

        @Override
        public Object toJava(Object avro) {
            Object constant = constants.get(avro.toString());
            if (constant == null) {
                throw new IllegalArgumentException("no such constant: " + avro);
            }
            return constant;
        }
    }

    /** A list of one shape. */
    record Items(Schema schema, Shape item) implements Shape {
        @Override
        public Object toAvro(Object java) {
            List<?> list = (List<?>) java;
            GenericData.Array<Object> array = new GenericData.Array<>(list.size(), schema);
            list.forEach(element -> array.add(item.toAvro(element)));
            return array;
        }

        @Override
        public Object toJava(Object avro) {
            List<Object> list = new ArrayList<>();
            ((Iterable<?>) avro).forEach(element -> list.add(item.toJava(element)));
            return List.copyOf(list);
        }
    }

    /** A map from strings to one shape. */
    record Entries(Shape value) implements Shape {
        @Override
        public Object toAvro(Object java) {
            Map<String, Object> map = new HashMap<>();
            ((Map<?, ?>) java).forEach((k, v) -> map.put((String) k, value.toAvro(v)));
            return map;
        }

        @Override
        public Object toJava(Object avro) {
            Map<String, Object> map = new HashMap<>();
            ((Map<?, ?>) avro).forEach((k, v) -> map.put(k.toString(), value.toJava(v)));
            return Map.copyOf(map);
        }
    }

    /** A record: its components in the order of the schema's fields. */
    record Fields(Schema schema, MethodHandle constructor, List<Field> fields) implements Shape {

        /** One component and where it stands in the constructor. */
        record Field(String name, MethodHandle accessor, Shape shape, int parameter) {}

        @Override
        public Object toAvro(Object java) {
            GenericData.Record avro = new GenericData.Record(schema);
            for (int i = 0; i < fields.size(); i++) {
                Object value = invoke(fields.get(i).accessor(), java);
                if (value != null) {
                    avro.put(i, fields.get(i).shape().toAvro(value));
                }
            }
            return avro;
        }

        @Override
        public Object toJava(Object avro) {
            IndexedRecord record = (IndexedRecord) avro;
            Object[] arguments = new Object[fields.size()];
            for (int i = 0; i < arguments.length; i++) {
                Object value = record.get(i);
                Field field = fields.get(i);
                arguments[field.parameter()] =
                        value == null ? null : field.shape().toJava(value);
            }
            return invoke(constructor, arguments);
        }

        private static Object invoke(MethodHandle handle, Object argument) {
            try {
                return (Object) handle.invokeExact(argument);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalArgumentException(e);
            }
        }

        private static Object invoke(MethodHandle handle, Object[] arguments) {
            try {
                return (Object) handle.invokeExact(arguments);
            } catch (NullPointerException e) {
                throw new IllegalArgumentException("a component is missing in " + Arrays.toString(arguments), e);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** A sealed interface: the record's simple name picks the branch. */
    record OneOf(Map<Class<?>, Shape> byClass, Map<String, Shape> byName) implements Shape {
        @Override
        public Object toAvro(Object java) {
            Shape branch = byClass.get(java.getClass());
            if (branch == null) {
                throw new IllegalArgumentException("no branch for " + java.getClass());
            }
            return branch.toAvro(java);
        }

        @Override
        public Object toJava(Object avro) {
            Shape branch = byName.get(((IndexedRecord) avro).getSchema().getName());
            if (branch == null) {
                throw new IllegalArgumentException("no record for " + avro);
            }
            return branch.toJava(avro);
        }
    }
}
