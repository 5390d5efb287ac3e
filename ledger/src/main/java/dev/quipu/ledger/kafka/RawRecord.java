package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryFrame;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.key.EntrySignature;
import dev.quipu.schemas.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in the topic. Nothing before it is folded, so it can be looked at when the ledger can't be
 * opened; whether it counts is not known either.
 *
 * @param at its time: the broker's if {@code isBrokersTime}
 * @param headers by name; of several the last
 * @param entry what {@link EntryFrame#decode} makes of the value
 */
public record RawRecord(
        long offset,
        Instant at,
        boolean isBrokersTime,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable Content value,
        EntryFrame frame,
        Decoded<Entry> entry) {

    /**
     * Reads the record at {@code offset}.
     *
     * @throws LedgerException if there is none, or no broker answers
     */
    public static RawRecord read(KafkaSettings settings, long offset) {
        try (Admin admin = KafkaLedger.admin(settings)) {
            if (!new TopicGuard(admin, settings).exists()) {
                throw new LedgerException.Unusable(
                        "there is no topic %s at %s".formatted(settings.topic(), settings.bootstrapServers()),
                        "Name the ledger's topic (ledger.topic).");
            }
        }
        try (RecordReader reader = new RecordReader(settings)) {
            RecordReader.Range range = reader.range();
            List<ConsumerRecord<byte[], byte[]>> there = reader.at(offset);
            if (there.isEmpty() || there.getFirst().offset() != offset) {
                throw new LedgerException.Unusable(
                        there.isEmpty()
                                ? "topic %s has no record at offset %d".formatted(settings.topic(), offset)
                                : "topic %s has no record at offset %d: a transaction's marker stands there"
                                        .formatted(settings.topic(), offset),
                        range.end() == range.first()
                                ? "It is empty."
                                : "Its offsets go from %d to %d.".formatted(range.first(), range.end() - 1));
            }
            return of(there.getFirst());
        }
    }

    private static RawRecord of(ConsumerRecord<byte[], byte[]> raw) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : raw.headers()) {
            headers.put(
                    header.key(),
                    header.key().equals(EntrySignature.HEADER) ? hex(header.value()) : text(header.value()));
        }
        byte[] value = raw.value();
        return new RawRecord(
                raw.offset(),
                Instant.ofEpochMilli(raw.timestamp()),
                raw.timestampType() == TimestampType.LOG_APPEND_TIME,
                raw.key() == null ? null : text(raw.key()),
                headers,
                value == null ? null : Content.of(value),
                value == null ? new EntryFrame.None() : EntryFrame.of(value),
                value == null ? new Decoded.Garbage<>("a record without a value") : EntryFrame.decode(value));
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "" : HexFormat.of().formatHex(bytes);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
