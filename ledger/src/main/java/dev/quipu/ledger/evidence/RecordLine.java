package dev.quipu.ledger.evidence;

import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.kafka.LogRecord;
import dev.quipu.ledger.kafka.LogRecord.LogHeader;
import dev.quipu.ledger.proof.LeafHasher;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as a line of JSON: number, timestamp, key, value and headers, bytes in base64, and null for what isn't there.
 */
final class RecordLine {

    private static final JsonMapper JSON = JsonMapper.shared();

    private RecordLine() {}

    static String of(LogRecord record) {
        ObjectNode line = JSON.createObjectNode();
        line.put("number", record.number());
        line.put("timestamp", record.timestamp());
        line.put("key", base64(record.key()));
        line.put("value", base64(record.value()));
        ArrayNode headers = line.putArray("headers");
        for (LogHeader header : record.headers()) {
            headers.add(JSON.createArrayNode().add(header.name()).add(base64(header.value())));
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException if the line is none, or what it says can't be */
    static LogRecord parse(String text, LeafHasher hasher) {
        JsonNode line = JSON.readTree(text);
        long number = line.required("number").asLong();
        long timestamp = line.required("timestamp").asLong();
        Optional<Content> key = content(line.required("key"));
        Optional<Content> value = content(line.required("value"));
        hasher.start(number, timestamp, bytes(key), bytes(value));
        List<LogHeader> headers = new ArrayList<>();
        for (JsonNode header : line.required("headers")) {
            LogHeader parsed =
                    new LogHeader(header.required(0).asString(), content(header.required(1)));
            hasher.header(parsed.name(), bytes(parsed.value()));
            headers.add(parsed);
        }
        return new LogRecord(
                number,
                timestamp,
                key,
                value,
                headers,
                Digest.ofBytes(hasher.hash()));
    }

    private static Optional<Content> content(JsonNode node) {
        return node.isNull()
                ? Optional.empty()
                : Optional.of(Content.of(Base64.getDecoder().decode(node.asString())));
    }

    private static byte @Nullable [] bytes(Optional<Content> content) {
        return content.map(Content::toBytes).orElse(null);
    }

    private static @Nullable String base64(Optional<Content> content) {
        return content.map(bytes -> Base64.getEncoder().encodeToString(bytes.toBytes()))
                .orElse(null);
    }
}
