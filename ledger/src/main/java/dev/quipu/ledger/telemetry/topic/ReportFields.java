package dev.quipu.ledger.telemetry.topic;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object that anybody may have written; every getter throws {@link IllegalArgumentException}. */
record ReportFields(JsonNode json) {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);

    ReportFields {
        if (!json.isObject()) {
            throw new IllegalArgumentException("no object");
        }
    }

    boolean has(String name) {
        JsonNode field = json.get(name);
        return field != null && !field.isNull();
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    /** A text that is short and printable. */
    String text(String name) {
        JsonNode field = field(name);
        if (!field.isString()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return ReportText.of(field.stringValue());
    }

    /** A whole number, not negative. */
    long count(String name) {
        return number(name).longValueExact();
    }

    /** A number, not negative, and such that its nanoseconds fit a duration. */
    BigDecimal number(String name) {
        JsonNode field = field(name);
        if (!field.isNumber()) {
            throw new IllegalArgumentException(name + " is no number");
        }
        BigDecimal number = field.decimalValue();
        if (number.signum() < 0 || number.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " is out of range");
        }
        return number;
    }

    @Nullable
    Duration secondsOrNull(String name) {
        return has(name) ? seconds(name) : null;
    }

    Duration seconds(String name) {
        return Duration.ofMillis(number(name).multiply(MILLIS).longValue());
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is no instant", e);
        }
    }

    ReportFields object(String name) {
        return new ReportFields(field(name));
    }

    List<ReportFields> objects(String name) {
        return field(name).valueStream().map(ReportFields::new).toList();
    }

    private JsonNode field(String name) {
        JsonNode field = json.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return field;
    }
}
