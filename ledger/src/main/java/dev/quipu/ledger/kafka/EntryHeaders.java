package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.key.EntrySignature;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an entry: CloudEvents 1.0 in Kafka's binary content mode, so that any consumer of those can follow.
 */
final class EntryHeaders {

    private EntryHeaders() {}

    /** @param signature goes beside them, unless it is null */
    static Iterable<Header> of(Entry entry, String topic, byte @Nullable [] signature) {
        Stream<Header> described = Stream.of(
                header("ce_specversion", "1.0"),
                header("ce_id", entry.id().toString()),
                header("ce_source", "/quipu/" + topic),
                header("ce_type", "dev.quipu." + entry.event().getClass().getSimpleName()),
                header("ce_subject", entry.stream().toString()),
                header("ce_time", entry.at().toString()),
                header("content-type", "application/avro"));
        return signature == null
                ? described.toList()
                : Stream.concat(described, Stream.of(new RecordHeader(EntrySignature.HEADER, signature)))
                        .toList();
    }

    private static Header header(String key, String value) {
        return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
