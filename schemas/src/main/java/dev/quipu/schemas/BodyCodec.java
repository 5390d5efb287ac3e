package dev.quipu.schemas;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Avro binary bodies of one Java record type, without the frame that names their schema. Bytes left over after the body
 * make a record garbage. Thread-safe.
 */
final class BodyCodec<T> {

    private final Class<T> type;
    private final long current;
    private final Map<Long, Shape> shapes;
    private final Shape writing;

    /**
     * A codec that writes the last of {@code history} and reads them all.
     *
     * @param history schemas, oldest first
     * @throws IllegalArgumentException if {@code type} doesn't match them
     */
    BodyCodec(List<Schema> history, Class<T> type, Scalars scalars) {
        Schema newest = history.getLast();
        this.type = type;
        this.current = SchemaNormalization.parsingFingerprint64(newest);
        this.writing = Shapes.of(type, newest, newest, scalars);
        this.shapes = history.stream()
                .collect(toUnmodifiableMap(
                        SchemaNormalization::parsingFingerprint64,
                        schema -> schema.equals(newest) ? writing : Shapes.of(type, schema, newest, scalars)));
    }

    /** CRC-64-AVRO of the schema that this codec writes. */
    long current() {
        return current;
    }

    /** {@code frame}, and the body of {@code value} after it. */
    byte[] encode(byte[] frame, T value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(frame);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writing.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * What the bytes from {@code start} on are; never throws on their account.
     *
     * @param fingerprint CRC-64-AVRO of the writer's schema
     */
    Decoded<T> decode(long fingerprint, byte[] bytes, int start) {
        Shape shape = shapes.get(fingerprint);
        return shape == null ? new Decoded.UnknownSchema<>(fingerprint) : decode(shape, bytes, start);
    }

    private Decoded<T> decode(Shape shape, byte[] bytes, int start) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null);
        try {
            T value = type.cast(shape.read(decoder));
            return decoder.isEnd()
                    ? new Decoded.Value<>(value)
                    : new Decoded.Garbage<>("bytes left over after the entry");
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | UnsupportedOperationException e) { // Avro's answer to a length beyond an array's limit
            return new Decoded.Garbage<>("undecodable: " + (e.getMessage() == null ? "cut off" : e.getMessage()));
        }
    }
}
