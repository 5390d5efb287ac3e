package dev.quipu.ledger.change;

import dev.quipu.schemas.registry.Compatibility;
import dev.quipu.schemas.registry.SchemaType;
import java.util.regex.Pattern;

/**
 * A step that registers a schema of messages in the schema registry. A registered version stays for good, so there is
 * nothing to take back.
 *
 * @param subject what the registry calls the series of versions, such as {@code orders-value}
 * @param compatibility the level that the subject has from then on, and that this version must meet
 * @param schema the schema's text
 */
public record SubjectStep(String name, String subject, SchemaType type, Compatibility compatibility, String schema)
        implements Step {

    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    /** @throws IllegalArgumentException if the name is no step name, the subject none or the schema blank */
    public SubjectStep {
        StepNames.require(name);
        requireSubject(subject);
        if (schema.isBlank()) {
            throw new IllegalArgumentException("'schema' is blank");
        }
    }

    static void requireSubject(String subject) {
        if (subject.isBlank() || !SUBJECT.matcher(subject).matches()) {
            throw new IllegalArgumentException(
                    "subject '%s': use one line of 1 to 200 characters".formatted(Excerpt.of(subject)));
        }
    }

    @Override
    public String kind() {
        return "subject";
    }

    @Override
    public boolean isReversible() {
        return true;
    }
}
