package dev.quipu.schemas;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;

/**
 * Maps Java records to Avro's generic values and back, by name: a record component is the field of the same name, a
 * sealed interface is a union of the records of the same simple names, a {@code null} is the null branch, lists, string
 * maps and enums are themselves, and {@link Scalars} says the rest. Everything is resolved when the mapper is made, so
 * a record and a schema that disagree fail at start and not in the middle of a ledger. Thread-safe.
 *
 * @param <T> the outermost Java type
 */
final class RecordMapper<T> {

    private final Class<T> type;
    private final Shape shape;

    private RecordMapper(Class<T> type, Shape shape) {
        this.type = type;
        this.shape = shape;
    }

    /** @throws IllegalArgumentException if the type and the schema don't match, with the place where they differ */
    static <T> RecordMapper<T> of(Class<T> type, Schema schema, Scalars scalars) {
        return new RecordMapper<>(type, new Shapes(scalars).of(type, schema));
    }

    /** A value for {@link GenericDatumWriter}. */
    Object toAvro(T value) {
        return shape.toAvro(value);
    }

    /**
     * The Java value of what {@link GenericDatumReader} read.
     *
     * @throws IllegalArgumentException if a record's constructor refuses its components
     */
    T toJava(Object value) {
        return type.cast(shape.toJava(value));
    }
}
