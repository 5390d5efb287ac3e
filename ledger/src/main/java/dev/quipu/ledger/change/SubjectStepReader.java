package dev.quipu.ledger.change;

import dev.quipu.schemas.registry.Compatibility;
import dev.quipu.schemas.registry.SchemaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads steps that register a schema of messages. */
final class SubjectStepReader implements StepKindReader {

    private static final List<String> KEYS = List.of("name", "type", "compatibility", "schema");

    @Override
    public String key() {
        return "subject";
    }

    @Override
    public List<String> furtherKeys() {
        return List.of();
    }

    @Override
    public @Nullable Step read(Fields step, String name) {
        Fields fields = step.mapping("subject", KEYS);
        if (fields == null) {
            return null;
        }
        String subject = subject(fields);
        SchemaType type = oneOf(fields, "type", SchemaType.values(), text -> text.toLowerCase(Locale.ROOT));
        if (!fields.has("compatibility")) {
            fields.problem("compatibility", "'compatibility' is missing", "State the level, such as BACKWARD.");
        }
        Compatibility level = oneOf(fields, "compatibility", Compatibility.values(), text -> text);
        String schema = fields.required("schema", "Give the schema's text after '|'.");
        return subject == null || level == null || schema == null
                ? null
                : new SubjectStep(name, subject, type == null ? SchemaType.AVRO : type, level, schema);
    }

    private static @Nullable String subject(Fields fields) {
        String subject = fields.required("name", "Name the subject, such as orders-value.");
        try {
            if (subject != null) {
                SubjectStep.requireSubject(subject);
            }
            return subject;
        } catch (IllegalArgumentException e) {
            fields.problem("name", String.valueOf(e.getMessage()), "Write it as the registry shows it.");
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E oneOf(
            Fields fields, String key, E[] values, UnaryOperator<String> written) {
        String text = fields.text(key);
        if (text == null) {
            return null;
        }
        for (E value : values) {
            if (written.apply(value.name()).equals(text)) {
                return value;
            }
        }
        String known =
                Arrays.stream(values).map(value -> written.apply(value.name())).collect(Collectors.joining(", "));
        fields.problem(key, "%s '%s' is unknown".formatted(key, Excerpt.of(text)), "Write one of " + known + ".");
        return null;
    }
}
