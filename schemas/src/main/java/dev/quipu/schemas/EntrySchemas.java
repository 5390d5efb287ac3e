package dev.quipu.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/** Every version of the entry schema that was ever released, oldest first. Thread-safe. */
public final class EntrySchemas {

    /** The version that this build writes. */
    public static final int CURRENT = 4;

    private static final List<Schema> HISTORY =
            IntStream.rangeClosed(1, CURRENT).mapToObj(EntrySchemas::load).toList();

    private EntrySchemas() {}

    /** The schema that this build writes. */
    public static Schema current() {
        return HISTORY.getLast();
    }

    /** All released schemas, oldest first. */
    public static List<Schema> history() {
        return HISTORY;
    }

    private static Schema load(int version) {
        try (InputStream in = EntrySchemas.class.getResourceAsStream("entry-" + version + ".avsc")) {
            if (in == null) {
                throw new IllegalStateException("entry-" + version + ".avsc is missing from the jar");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
