package dev.quipu.schemas;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Avro single-object encoding ({@code C3 01}, CRC-64-AVRO fingerprint in little-endian order, binary body; Avro 1.12
 * specification, "Single-object encoding") of one Java record type. Bytes left over after the body make a record
 * garbage: one value has one encoding. Thread-safe.
 */
public final class SingleObjectCodec<T> {

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int HEADER = MARKER.length + Long.BYTES;

    private final byte[] header;
    private final GenericDatumWriter<Object> writer;
    private final Map<Long, BoundedReader> readers;
    private final RecordMapper<T> mapper;

    /**
     * A codec that writes the last of {@code history} and reads them all.
     *
     * @param history schemas, oldest first
     */
    public SingleObjectCodec(List<Schema> history, Class<T> type, Scalars scalars) {
        Schema current = history.getLast();
        this.header = ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .putLong(SchemaNormalization.parsingFingerprint64(current))
                .array();
        this.writer = new GenericDatumWriter<>(current);
        this.readers = history.stream()
                .collect(toUnmodifiableMap(
                        SchemaNormalization::parsingFingerprint64, old -> new BoundedReader(old, current)));
        this.mapper = RecordMapper.of(type, current, scalars);
    }

    /** The encoding of {@code value}. */
    public byte[] encode(T value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(mapper.toAvro(value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What {@code bytes} are; never throws on their account. */
    public Decoded<T> decode(byte[] bytes) {
        if (bytes.length < HEADER || !Arrays.equals(bytes, 0, MARKER.length, MARKER, 0, MARKER.length)) {
            return new Decoded.Garbage<>("no Avro single-object header");
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER.length);
        BoundedReader reader = readers.get(fingerprint);
        return reader == null ? new Decoded.UnknownSchema<>(fingerprint) : decodeBody(bytes, reader);
    }

    private Decoded<T> decodeBody(byte[] bytes, BoundedReader reader) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
        try {
            T value = mapper.toJava(reader.read(null, decoder));
            return decoder.isEnd()
                    ? new Decoded.Value<>(value)
                    : new Decoded.Garbage<>("bytes left over after the entry");
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | UnsupportedOperationException e) { // Avro's answer to a length beyond an array's limit
            return new Decoded.Garbage<>("undecodable: " + e.getMessage());
        }
    }
}
