package dev.quipu.ledger.kafka;

import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * One record of a recorded topic, and whether it counted. As a line of text: {@code accepted} or {@code void}, the
 * broker's milliseconds, key and value in hexadecimal, with blanks between and {@code -} for what is missing.
 */
record RecordedRecord(boolean accepted, long timestamp, String key, String value) {

    private static final String MISSING = "-";
    private static final HexFormat HEX = HexFormat.of();

    static RecordedRecord of(long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        return new RecordedRecord(false, timestamp, text(key), text(value));
    }

    static RecordedRecord parse(String line) {
        String[] fields = line.split(" ", -1);
        return new RecordedRecord(fields[0].equals("accepted"), Long.parseLong(fields[1]), fields[2], fields[3]);
    }

    String line() {
        return String.join(" ", accepted ? "accepted" : "void", Long.toString(timestamp), key, value);
    }

    RecordedRecord counted(boolean now) {
        return new RecordedRecord(now, timestamp, key, value);
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
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte @Nullable [] bytes(String text) {
        return text.equals(MISSING) ? null : HEX.parseHex(text);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? MISSING : HEX.formatHex(bytes);
    }
}
