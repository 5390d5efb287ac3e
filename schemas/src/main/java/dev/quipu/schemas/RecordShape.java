package dev.quipu.schemas;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A record: its components in the order of the schema's fields. */
final class RecordShape implements Shape {

    private final MethodHandle constructor;
    private final List<Field> fields;
    private final @Nullable Object[] absent;

    /**
     * The shape of one record.
     *
     * @param constructor takes the components in an array
     * @param fields the schema's, in order
     * @param absent the constructor's arguments where the schema has no field: what an older writer's entries mean
     */
    RecordShape(MethodHandle constructor, List<Field> fields, @Nullable Object[] absent) {
        this.constructor = constructor;
        this.fields = fields;
        this.absent = absent;
    }

    /**
     * One field.
     *
     * @param parameter where its component stands in the constructor
     * @param nullBranch the place of null in a union of null and the shape, or -1 if it is never null
     */
    record Field(String name, MethodHandle accessor, Shape shape, int parameter, int nullBranch) {

        void write(Object owner, Encoder out) throws IOException {
            Object value = value(owner);
            if (nullBranch < 0) {
                if (value == null) {
                    throw new IllegalArgumentException("%s is missing in %s".formatted(name, owner));
                }
                shape.write(value, out);
            } else if (value == null) {
                out.writeIndex(nullBranch);
                out.writeNull();
            } else {
                out.writeIndex(1 - nullBranch);
                shape.write(value, out);
            }
        }

        @Nullable
        Object read(Decoder in) throws IOException {
            if (nullBranch >= 0 && in.readIndex() == nullBranch) {
                in.readNull();
                return null;
            }
            return shape.read(in);
        }

        private @Nullable Object value(Object owner) {
            try {
                return (Object) accessor.invokeExact(owner);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    @Override
    public void write(Object value, Encoder out) throws IOException {
        for (Field field : fields) {
            field.write(value, out);
        }
    }

    @Override
    public Object read(Decoder in) throws IOException {
        @Nullable Object[] arguments = absent.clone();
        for (Field field : fields) {
            arguments[field.parameter] = field.read(in);
        }
        return construct(arguments);
    }

    private Object construct(@Nullable Object[] arguments) {
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("a component is missing in " + Arrays.toString(arguments), e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(e);
        }
    }
}
