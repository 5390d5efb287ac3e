package dev.quipu.schemas;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;

/**
 * A reader of {@code String}s that doesn't trust the lengths in its input: collections grow as their items arrive.
 * Thread-safe.
 */
final class BoundedReader extends GenericDatumReader<Object> {

    private static final int FIRST_ALLOCATION = 64;

    BoundedReader(Schema writer, Schema reader) {
        super(writer, reader, model());
    }

    /** The fast reader, on by default since Avro 1.12, would pass by what this class overrides. */
    private static GenericData model() {
        GenericData model = new GenericData();
        model.setFastReaderEnabled(false);
        return model;
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
    protected Class<String> findStringClass(Schema schema) {
        return String.class;
    }
}
