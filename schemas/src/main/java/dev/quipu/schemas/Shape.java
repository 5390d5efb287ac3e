package dev.quipu.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/**
 * One resolved pair of a Java type and an Avro schema: writes Java values in Avro's binary encoding and reads them
 * back. What is read is not trusted: collections grow as their items arrive, and the decoder checks lengths.
 */
sealed interface Shape
        permits RecordShape,
                Shape.Primitive,
                Shape.Fixed,
                Shape.Scalar,
                Shape.Constant,
                Shape.Items,
                Shape.Entries,
                Shape.OneOf {

    void write(Object value, Encoder out) throws IOException;

    /** @throws IllegalArgumentException for what is no such value */
    Object read(Decoder in) throws IOException;

    /** The same on both sides. */
    enum Primitive implements Shape {
        TEXT {
            @Override
            public void write(Object value, Encoder out) throws IOException {
                out.writeString((String) value);
            }

            @Override
            public Object read(Decoder in) throws IOException {
                return in.readString();
            }
        },
        INT {
            @Override
            public void write(Object value, Encoder out) throws IOException {
                out.writeInt((Integer) value);
            }

            @Override
            public Object read(Decoder in) throws IOException {
                return in.readInt();
            }
        },
        LONG {
            @Override
            public void write(Object value, Encoder out) throws IOException {
                out.writeLong((Long) value);
            }

            @Override
            public Object read(Decoder in) throws IOException {
                return in.readLong();
            }
        },
        BOOLEAN {
            @Override
            public void write(Object value, Encoder out) throws IOException {
                out.writeBoolean((Boolean) value);
            }

            @Override
            public Object read(Decoder in) throws IOException {
                return in.readBoolean();
            }
        },
        DOUBLE {
            @Override
            public void write(Object value, Encoder out) throws IOException {
                out.writeDouble((Double) value);
            }

            @Override
            public Object read(Decoder in) throws IOException {
                return in.readDouble();
            }
        },
        BYTES {
            @Override
            public void write(Object value, Encoder out) throws IOException {
                out.writeBytes((byte[]) value);
            }

            @Override
            public Object read(Decoder in) throws IOException {
                ByteBuffer buffer = in.readBytes(null);
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                return bytes;
            }
        }
    }

    /** Bytes of one length. */
    record Fixed(int size) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            byte[] bytes = (byte[]) value;
            if (bytes.length != size) {
                throw new IllegalArgumentException("%d bytes, and not %d".formatted(bytes.length, size));
            }
            out.writeFixed(bytes);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            byte[] bytes = new byte[size];
            in.readFixed(bytes);
            return bytes;
        }
    }

    /** A value with a conversion of its own. */
    record Scalar(Scalars.Conversion conversion, Shape avro) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            avro.write(conversion.toAvro().apply(value), out);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return conversion.toJava().apply(avro.read(in));
        }
    }

    /** An enum of the same constants, in the schema's order. */
    record Constant(List<Enum<?>> constants) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeEnum(constants.indexOf(value));
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return constants.get(in.readEnum());
        }
    }

    /** A list of one shape. */
    record Items(Shape item) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            List<?> list = (List<?>) value;
            out.writeArrayStart();
            out.setItemCount(list.size());
            for (Object element : list) {
                out.startItem();
                item.write(element, out);
            }
            out.writeArrayEnd();
        }

        @Override
        public Object read(Decoder in) throws IOException {
            List<Object> list = new ArrayList<>();
            for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
                for (; left > 0; left--) {
                    list.add(item.read(in));
                }
            }
            return List.copyOf(list);
        }
    }

    /** A map from strings to one shape. */
    record Entries(Shape value) implements Shape {
        @Override
        public void write(Object map, Encoder out) throws IOException {
            Map<?, ?> entries = (Map<?, ?>) map;
            out.writeMapStart();
            out.setItemCount(entries.size());
            for (Entry<?, ?> entry : entries.entrySet()) {
                out.startItem();
                out.writeString((String) entry.getKey());
                value.write(entry.getValue(), out);
            }
            out.writeMapEnd();
        }

        @Override
        public Object read(Decoder in) throws IOException {
            Map<String, Object> map = new HashMap<>();
            for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
                for (; left > 0; left--) {
                    map.put(in.readString(), value.read(in));
                }
            }
            return Map.copyOf(map);
        }
    }

    /** A sealed interface: the record's simple name picks the branch. */
    record OneOf(Map<Class<?>, Integer> places, List<Shape> branches) implements Shape {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            Integer place = places.get(value.getClass());
            if (place == null) {
                throw new IllegalArgumentException("no branch for " + value.getClass());
            }
            out.writeIndex(place);
            branches.get(place).write(value, out);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return branches.get(in.readIndex()).read(in);
        }
    }
}
