package dev.quipu.consumers.trail;

import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OCSF 1.5: every record is an event of class Entity Management (3004), whose entity is the object of the entry's
 * stream. What the class has no place for is in {@code unmapped}, whole.
 */
final class Ocsf {

    private static final int CATEGORY = 3;
    private static final int CLASS = 3004;
    private static final String VERSION = "1.5.0";

    /** Fields that say why, the best first. */
    private static final List<String> COMMENTS =
            List.of("reason", "emergency", "comment", "intent", "text", "message", "description");

    private Ocsf() {}

    static ObjectNode of(TrailEntry entry) {
        ObjectNode data = TrailData.of(entry);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        Entry content = entry.entry();
        classes(event, entry, content);
        event.put("time", entry.logged().at().toEpochMilli());
        verdict(event, entry.outcome());
        event.put("message", message(entry, content));
        if (content != null) {
            actor(event, content);
        }
        entity(event.putObject("entity"), entry, content);
        comment(event, data.path("fields"));
        metadata(event.putObject("metadata"), entry, content);
        event.set("unmapped", data);
        return event;
    }

    private static void classes(ObjectNode event, TrailEntry entry, @Nullable Entry content) {
        OcsfActivity activity = content == null ? null : OcsfActivity.of(content.event());
        int id = activity == null ? OcsfActivity.OTHER : activity.id();
        event.put("activity_id", id);
        event.put("activity_name", activity == null ? entry.event() : activity.caption());
        event.put("category_uid", CATEGORY);
        event.put("category_name", "Identity & Access Management");
        event.put("class_uid", CLASS);
        event.put("class_name", "Entity Management");
        event.put("type_uid", CLASS * 100 + id);
    }

    private static void verdict(ObjectNode event, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                event.put("severity_id", 1).put("severity", "Informational");
                event.put("status_id", 1).put("status", "Success");
            }
            case Outcome.Voided voided -> {
                boolean alarming = voided.reason() instanceof Refusal.Forbidden;
                event.put("severity_id", alarming ? 3 : 2).put("severity", alarming ? "Medium" : "Low");
                event.put("status_id", 2).put("status", "Failure");
                event.put("status_code", TrailData.kind(voided.reason()));
                event.put("status_detail", voided.reason().message());
            }
        }
    }

    private static String message(TrailEntry entry, @Nullable Entry content) {
        return content == null
                ? "a record that is no entry"
                : "%s: %s of %s, %s"
                        .formatted(content.actor(), entry.event(), content.stream(), TrailData.word(entry.outcome()));
    }

    private static void actor(ObjectNode event, Entry content) {
        boolean person = content.actor().kind() == ActorKind.HUMAN;
        event.putObject("actor")
                .putObject("user")
                .put("uid", content.actor().id())
                .put("type_id", person ? 1 : 3)
                .put("type", person ? "User" : "System");
    }

    private static void entity(ObjectNode entity, TrailEntry entry, @Nullable Entry content) {
        String stream =
                content == null ? "record:" + entry.number() : content.stream().value();
        int colon = stream.indexOf(':');
        entity.put("type", colon < 0 ? stream : stream.substring(0, colon));
        entity.put("uid", colon < 0 ? stream : stream.substring(colon + 1));
        if (entry.outcome() instanceof Outcome.Accepted accepted) {
            entity.put("version", Long.toString(accepted.revision()));
        }
    }

    private static void comment(ObjectNode event, JsonNode fields) {
        COMMENTS.stream()
                .map(name -> fields.path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .ifPresent(text -> event.put("comment", text));
    }

    private static void metadata(ObjectNode metadata, TrailEntry entry, @Nullable Entry content) {
        metadata.put("version", VERSION);
        metadata.putObject("product").put("name", "Quipu").put("vendor_name", "Quipu");
        metadata.put("uid", entry.id());
        metadata.put("sequence", entry.number());
        metadata.put("event_code", entry.event());
        metadata.put("log_name", entry.topic());
        metadata.put("log_provider", entry.source());
        metadata.put("logged_time", entry.logged().at().toEpochMilli());
        if (content != null) {
            metadata.put("original_time", content.at().toString());
            if (content.correlation() != null) {
                metadata.put("correlation_uid", content.correlation().toString());
            }
        }
    }
}
