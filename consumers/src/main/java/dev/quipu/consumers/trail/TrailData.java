package dev.quipu.consumers.trail;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Signature;
import dev.quipu.schemas.Decoded;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All that is known of a record, in one form for all formats. */
final class TrailData {

    private TrailData() {}

    static ObjectNode of(TrailEntry entry) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("number", entry.number());
        data.put("offset", entry.logged().offset());
        data.put("at", entry.logged().at().toString());
        data.put("event", entry.event());
        content(data, entry.logged().content());
        outcome(data, entry.outcome());
        signature(data, entry.logged().signature());
        data.put("leaf", entry.logged().leaf().toString());
        data.put("bytes", entry.logged().bytes());
        return data;
    }

    private static void content(ObjectNode data, Decoded<Entry> content) {
        switch (content) {
            case Decoded.Value<Entry>(Entry entry) -> {
                data.set("fields", EventJson.of(entry.event()));
                data.put("id", entry.id().toString());
                data.put("actor", entry.actor().id());
                data.put("actorKind", EventJson.constant(entry.actor().kind()));
                data.put("stream", entry.stream().value());
                if (entry.expectedRevision() != null) {
                    data.put("expectedRevision", entry.expectedRevision());
                }
                data.put("writtenAt", entry.at().toString());
                put(data, "causation", entry.causation());
                put(data, "correlation", entry.correlation());
            }
            case Decoded.Garbage<Entry>(String reason) -> data.put("noEntry", reason);
            case Decoded.UnknownSchema<Entry>(long fingerprint) ->
                data.put("noEntry", "its schema %016x is not known".formatted(fingerprint));
        }
    }

    private static void put(ObjectNode data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value.toString());
        }
    }

    private static void outcome(ObjectNode data, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                data.put("outcome", word(outcome));
                data.put("revision", accepted.revision());
            }
            case Outcome.Voided voided -> {
                data.put("outcome", word(outcome));
                data.putObject("refusal")
                        .put("kind", kind(voided.reason()))
                        .put("message", voided.reason().message())
                        .put("nextStep", voided.reason().nextStep());
            }
        }
    }

    /** {@code accepted} or {@code void}. */
    static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Voided voided -> "void";
        };
    }

    /** A refusal's kind in a word. */
    static String kind(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Conflict conflict -> "conflict";
            case Refusal.Unknown unknown -> "unknown";
            case Refusal.NotAllowed notAllowed -> "not-allowed";
            case Refusal.Forbidden forbidden -> "forbidden";
            case Refusal.Invalid invalid -> "invalid";
            case Refusal.Stale stale -> "stale";
            case Refusal.Duplicate duplicate -> "duplicate";
        };
    }

    private static void signature(ObjectNode data, Signature signature) {
        switch (signature) {
            case Signature.By by -> {
                data.put("signature", "valid");
                data.put("signedBy", Objects.toString(by.key()));
            }
            case Signature.Wrong(String reason) -> {
                data.put("signature", "wrong");
                data.put("signatureProblem", reason);
            }
            case Signature.Missing missing -> data.put("signature", "missing");
        }
    }
}
