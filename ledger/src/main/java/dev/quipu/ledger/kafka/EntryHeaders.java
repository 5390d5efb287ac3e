package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers of an entry: CloudEvents 1.0 in Kafka's binary content mode, so that any consumer of those can follow.
 */
final class EntryHeaders {

    private EntryHeaders() {}

    static Iterable<Header> of(Entry entry, String topic) {
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", entry.id().toString()),
                header("ce_source", "/quipu/" + topic),
                header("ce_type", "dev.quipu." + entry.event().getClass().getSimpleName()),
                header("ce_subject", entry.stream().toString()),
                header("ce_time", entry.at().toString()),
                header("content-type", "application/avro"));
    }

    private static Header header(String key, String value) {
        return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
