package dev.quipu.ledger.kafka;

import dev.quipu.ledger.key.EntrySignature;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * One record of a recorded topic, and whether it counted. As a line of text: {@code accepted} or {@code void}, the
 * broker's milliseconds, key, value and signature in hexadecimal, with blanks between and {@code -} for what is
 * missing. Where nothing is signed the last one is left out.
 */
record RecordedRecord(boolean accepted, long timestamp, String key, String value, String signature) {

    private static final String MISSING = "-";
    private static final HexFormat HEX = HexFormat.of();

    static RecordedRecord of(long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        return new RecordedRecord(false, timestamp, text(key), text(value), MISSING);
    }

    RecordedRecord signed(byte[] with) {
        return new RecordedRecord(accepted, timestamp, key, value, text(with));
    }

    static RecordedRecord parse(String line) {
        String[] fields = line.split(" ", -1);
        return new RecordedRecord(
                fields[0].equals("accepted"),
                Long.parseLong(fields[1]),
                fields[2],
                fields[3],
                fields.length == 4 ? MISSING : fields[4]);
    }

    String line() {
        String line = String.join(" ", accepted ? "accepted" : "void", Long.toString(timestamp), key, value);
        return signature.equals(MISSING) ? line : line + " " + signature;
    }

    RecordedRecord counted(boolean now) {
        return new RecordedRecord(now, timestamp, key, value, signature);
    }

    /** It, as Kafka hands it out. */
    ConsumerRecord<byte[], byte[]> at(long offset) {
        return new ConsumerRecord<>(
                "recorded",
                0,
                offset,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                bytes(key),
                bytes(value),
                headers(),
                Optional.empty());
    }

    private RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        if (!signature.equals(MISSING)) {
            headers.add(EntrySignature.HEADER, bytes(signature));
        }
        return headers;
    }

    private static byte @Nullable [] bytes(String text) {
        return text.equals(MISSING) ? null : HEX.parseHex(text);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? MISSING : HEX.formatHex(bytes);
    }
}
