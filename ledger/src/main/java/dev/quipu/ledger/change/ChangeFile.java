package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.event.Phase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a change file says: one numbered change of one service. Immutable.
 *
 * @param name lower-case letters, digits, {@code _} and {@code -}, at most 100, first a letter or digit
 * @param intent why the change is made, in its author's words
 * @param ticket reference into an issue tracker, or null
 * @param requires distinct changes of any service that must be applied before, of its own only earlier ones
 * @param notes remarks that nothing depends on
 * @param steps at least one, in the order they run
 * @param irreversible why there is no way back, or null if every sql step has a rollback
 * @param deprecates what services are to stop using once the change is applied
 * @param waiveBackup why what the change destroys needs no copy, or null if it is copied or nothing is destroyed
 */
public record ChangeFile(
        ChangeId id,
        String name,
        String intent,
        @Nullable String ticket,
        Phase phase,
        List<ChangeId> requires,
        List<String> notes,
        List<Step> steps,
        @Nullable String irreversible,
        List<Deprecation> deprecates,
        @Nullable String waiveBackup) {

    /** Name of the format of change files, as recorded with every proposal. */
    public static final String FORMAT = "yaml/1";

    /** The largest change file, in bytes: what fits into a record of 4 MiB beside its envelope. */
    public static final int MAX_BYTES = 4 * 1024 * 1024 - 64 * 1024;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    /** @throws IllegalArgumentException if this is no change, with the reason */
    public ChangeFile {
        requireName(name);
        requireText("intent", intent);
        if (ticket != null) {
            requireText("ticket", ticket);
        }
        requires = List.copyOf(requires);
        notes = List.copyOf(notes);
        notes.forEach(note -> requireText("notes", note));
        requireEarlier(id, requires);
        deprecates = List.copyOf(deprecates);
        steps = List.copyOf(steps);
        requireDistinctSteps(steps);
        requireWayBack(steps, irreversible);
        if (waiveBackup != null) {
            requireText("waive-backup", waiveBackup);
        }
    }

    /** A change that waives nothing. */
    public ChangeFile(
            ChangeId id,
            String name,
            String intent,
            @Nullable String ticket,
            Phase phase,
            List<ChangeId> requires,
            List<String> notes,
            List<Step> steps,
            @Nullable String irreversible,
            List<Deprecation> deprecates) {
        this(id, name, intent, ticket, phase, requires, notes, steps, irreversible, deprecates, null);
    }

    /** A change that deprecates nothing and waives nothing. */
    public ChangeFile(
            ChangeId id,
            String name,
            String intent,
            @Nullable String ticket,
            Phase phase,
            List<ChangeId> requires,
            List<String> notes,
            List<Step> steps,
            @Nullable String irreversible) {
        this(id, name, intent, ticket, phase, requires, notes, steps, irreversible, List.of(), null);
    }

    /** The same change with a reason why what it destroys needs no copy. */
    public ChangeFile waivingBackup(String reason) {
        return new ChangeFile(
                id, name, intent, ticket, phase, requires, notes, steps, irreversible, deprecates, reason);
    }

    /** Whether the change can be rolled back. */
    public boolean isReversible() {
        return irreversible == null;
    }

    /** The name of this change's file: {@code 0007-add-currency.yaml}. */
    public String fileName() {
        return "%04d-%s.yaml".formatted(id.number(), name);
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "change name '%s': use lower-case letters, digits, '_' and '-', at most 100"
                            .formatted(Excerpt.of(name)));
        }
    }

    private static void requireText(String key, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'%s' is blank".formatted(key));
        }
    }

    private static void requireEarlier(ChangeId id, List<ChangeId> requires) {
        for (ChangeId required : requires) {
            if (required.service().equals(id.service()) && required.number() >= id.number()) {
                throw new IllegalArgumentException(
                        "%s requires %s, which does not come before it".formatted(id, required));
            }
        }
        if (new HashSet<>(requires).size() < requires.size()) {
            throw new IllegalArgumentException("a change is required twice");
        }
    }

    private static void requireDistinctSteps(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a change has at least one step");
        }
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("two steps are named '%s'".formatted(Excerpt.of(step.name())));
            }
        }
    }

    private static void requireWayBack(List<Step> steps, @Nullable String irreversible) {
        boolean reversible = steps.stream().allMatch(Step::isReversible);
        if (irreversible == null && !reversible) {
            throw new IllegalArgumentException("a sql step has no rollback and the change is not called irreversible");
        }
        if (irreversible != null) {
            requireText("irreversible", irreversible);
            if (reversible) {
                throw new IllegalArgumentException(
                        "the change is called irreversible but every sql step has a rollback");
            }
        }
    }
}
