package dev.quipu.consumers.trail;

import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Signature;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudEvents 1.0 in the JSON format, with the extensions {@code sequence}, {@code recordedtime}, {@code authtype} and
 * {@code authid}, {@code correlationid} and {@code causationid}, and {@code outcome} of Quipu's own. A void entry's
 * type is not its event's: who looks for approvals finds no void ones.
 */
final class CloudEvents {

    private static final String TYPE = "dev.quipu.";
    private static final String VOID_TYPE = TYPE + "void.";

    private CloudEvents() {}

    static ObjectNode of(TrailEntry entry) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", entry.id());
        event.put("source", entry.source());
        event.put("type", (entry.isVoid() ? VOID_TYPE : TYPE) + entry.event());
        Entry content = entry.entry();
        if (content != null) {
            event.put("subject", attribute(content.stream().value()));
        }
        event.put("time", entry.logged().at().toString());
        event.put("datacontenttype", "application/json");
        event.put("sequence", "%019d".formatted(entry.number()));
        event.put("recordedtime", entry.logged().at().toString());
        event.put("outcome", TrailData.word(entry.outcome()));
        if (content != null) {
            actor(event, content, entry.logged().signature());
            id(event, "correlationid", content.correlation());
            id(event, "causationid", content.causation());
        }
        event.set("data", TrailData.of(entry));
        return event;
    }

    private static void actor(ObjectNode event, Entry content, Signature signature) {
        event.put("authtype", authType(content.actor().kind(), signature));
        event.put("authid", attribute(content.actor().id()));
    }

    private static String authType(ActorKind kind, Signature signature) {
        return switch (signature) {
            case Signature.By by -> kind == ActorKind.HUMAN ? "user" : "service_account";
            case Signature.Wrong wrong -> "unauthenticated";
            case Signature.Missing missing -> "unauthenticated";
        };
    }

    private static void id(ObjectNode event, String name, @Nullable Object id) {
        if (id != null) {
            event.put(name, id.toString());
        }
    }

    /** Text without what attributes may not hold: control characters, halves of surrogates, no characters at all. */
    private static String attribute(String text) {
        return text.codePoints()
                .map(c -> isAllowed(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int c) {
        return !Character.isISOControl(c)
                && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                && (c & 0xFFFE) != 0xFFFE
                && !(c >= 0xFDD0 && c <= 0xFDEF);
    }
}
