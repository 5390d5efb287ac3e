package dev.quipu.consumers.trail;

import dev.quipu.ledger.codec.RecordFields;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as JSON: what an event is made of, by name; what is missing is left out. Names of services, changes and the
 * like are texts as people write them, constants are in lower case with hyphens. Of a change file there are digest and
 * size, never its bytes.
 */
final class EventJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Types whose text says it all. */
    private static final Set<Class<?>> TEXTS = Set.of(
            String.class,
            UUID.class,
            ChangeId.class,
            RolloutId.class,
            TargetId.class,
            ServiceName.class,
            StreamId.class,
            Grant.class,
            Digest.class,
            PublicKey.class);

    private EventJson() {}

    /** The fields of an event. */
    static ObjectNode of(LedgerEvent event) {
        ObjectNode fields = record((Record) event);
        if (event instanceof SchemaDeclared declared) { // 64 bits are more than most readers' numbers take
            fields.put("fingerprint", "%016x".formatted(declared.fingerprint()));
        }
        return fields;
    }

    private static ObjectNode record(Record record) {
        ObjectNode node = JSON.objectNode();
        RecordFields.of(record).forEach((name, value) -> {
            if (value != null) {
                node.set(name, value(value));
            }
        });
        return node;
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case Boolean flag -> JSON.booleanNode(flag);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Enum<?> constant -> JSON.stringNode(constant(constant));
            case Content content ->
                JSON.objectNode().put("digest", content.digest().toString()).put("size", content.size());
            case List<?> many -> array(many);
            case Map<?, ?> map -> object(map);
            case Object text when TEXTS.contains(text.getClass()) -> JSON.stringNode(text.toString());
            case Record record -> record(record);
            default -> throw new IllegalArgumentException("nobody said how to write " + value.getClass());
        };
    }

    /** A constant as texts write it. */
    static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ArrayNode array(List<?> many) {
        ArrayNode array = JSON.arrayNode();
        many.forEach(one -> array.add(value(one)));
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = JSON.objectNode();
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put(name.toString(), value));
        sorted.forEach((name, value) -> {
            if (value != null) {
                object.set(name, value(value));
            }
        });
        return object;
    }
}
