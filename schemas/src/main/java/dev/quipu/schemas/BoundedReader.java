package dev.quipu.schemas;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;

/**
 * A reader that doesn't trust the lengths in its input: collections grow as their items arrive. Text is read as
 * {@link String}. Thread-safe.
 */
final class BoundedReader extends GenericDatumReader<Object> {

    private static final int FIRST_ALLOCATION = 64;

    BoundedReader(Schema writer, Schema reader) {
        super(writer, reader, slow());
    }

    /** Avro's fast reader would go past the methods below. */
    private static GenericData slow() {
        return new GenericData().setFastReaderEnabled(false);
    }

    @Override
    protected Object newArray(Object old, int size, Schema schema) {
        return super.newArray(old, Math.min(size, FIRST_ALLOCATION), schema);
    }

    @Override
    protected Object newMap(Object old, int size) {
        return super.newMap(old, Math.min(size, FIRST_ALLOCATION));
    }

    @Override
    protected Class<?> findStringClass(Schema schema) {
        return String.class;
    }
}
