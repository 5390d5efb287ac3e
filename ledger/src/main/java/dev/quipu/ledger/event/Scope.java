package dev.quipu.ledger.event;

import java.util.Map;

/** What a role extends to. */
public sealed interface Scope {

    /** Everything there is. */
    Scope EVERYTHING = new Everything();

    /** Whether acts on all of {@code service} are within it. */
    boolean covers(ServiceName service);

    /** Whether acts on a target are within it. */
    boolean covers(TargetId target, Map<String, String> labels);

    /** Whether all that {@code other} covers is within it, whatever is labelled how. */
    boolean includes(Scope other);

    /** Everything. Written {@code *}. */
    record Everything() implements Scope {
        @Override
        public boolean covers(ServiceName service) {
            return true;
        }

        @Override
        public boolean covers(TargetId target, Map<String, String> labels) {
            return true;
        }

        @Override
        public boolean includes(Scope other) {
            return true;
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    /** A service with its targets. Written {@code service:orders}. */
    record OfService(ServiceName service) implements Scope {
        @Override
        public boolean covers(ServiceName other) {
            return service.equals(other);
        }

        @Override
        public boolean covers(TargetId target, Map<String, String> labels) {
            return service.equals(target.service());
        }

        @Override
        public boolean includes(Scope other) {
            return equals(other) || (other instanceof OfTarget(TargetId target) && service.equals(target.service()));
        }

        @Override
        public String toString() {
            return "service:" + service;
        }
    }

    /** Targets that have a label. Written {@code label:env=prod}. */
    record OfLabel(String key, String value) implements Scope {
        @Override
        public boolean covers(ServiceName service) {
            return false;
        }

        @Override
        public boolean covers(TargetId target, Map<String, String> labels) {
            return value.equals(labels.get(key));
        }

        @Override
        public boolean includes(Scope other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return "label:" + key + "=" + value;
        }
    }

    /** One target. Written {@code target:orders@eu-1}. */
    record OfTarget(TargetId target) implements Scope {
        @Override
        public boolean covers(ServiceName service) {
            return false;
        }

        @Override
        public boolean covers(TargetId other, Map<String, String> labels) {
            return target.equals(other);
        }

        @Override
        public boolean includes(Scope other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return "target:" + target;
        }
    }

    /** @throws IllegalArgumentException if {@code text} is none of the four forms */
    static Scope parse(String text) {
        if (text.equals("*")) {
            return EVERYTHING;
        }
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(0, colon))) {
            case "service" -> new OfService(ServiceName.parse(rest));
            case "target" -> new OfTarget(TargetId.parse(rest));
            case "label" -> label(text, rest);
            default -> throw unknown(text);
        };
    }

    private static Scope label(String text, String rest) {
        int equals = rest.indexOf('=');
        if (equals < 1) {
            throw unknown(text);
        }
        return new OfLabel(rest.substring(0, equals), rest.substring(equals + 1));
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "scope '%s': write *, service:<name>, label:<key>=<value> or target:<service>@<name>".formatted(text));
    }
}
