package dev.quipu.ledger.change;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a backfill, as a change file or an operator has written them. What isn't said has its standard value.
 * Immutable.
 */
public final class Limits {

    /** All at their standard values. */
    public static final Limits STANDARD = new Limits(Map.of());

    private static final String NONE = "none";
    private static final Map<String, Meaning> KEYS = keys();

    private final Map<String, String> texts;

    private Limits(Map<String, String> texts) {
        this.texts = texts;
    }

    /** A limit and what happens when it is exceeded. */
    private record Meaning(Limit limit, Reaction reaction) {}

    private static Map<String, Meaning> keys() {
        Map<String, Meaning> keys = new LinkedHashMap<>();
        for (Reaction reaction : Reaction.values()) {
            Arrays.stream(Limit.values())
                    .filter(limit -> limit.allows(reaction))
                    .forEach(limit -> keys.put(limit.key(reaction), new Meaning(limit, reaction)));
        }
        return keys;
    }

    /** All names that limits can have. */
    public static List<String> names() {
        return List.copyOf(KEYS.keySet());
    }

    /** @throws IllegalArgumentException if a name is unknown or a value can't be read, with the name and what to do */
    public static Limits of(Map<String, String> texts) {
        texts.forEach(Limits::require);
        return new Limits(Map.copyOf(texts));
    }

    /**
     * Checks limits that an operator sets while work goes on. A query and a probe are run by the agent, so only an
     * approved change can bring them; operators can switch them off.
     *
     * @throws IllegalArgumentException if they are none, with the name and what to do
     */
    public static void requireLive(Map<String, String> texts) {
        of(texts).texts.forEach((name, value) -> {
            if (meaning(name).limit().unit() == LimitUnit.TEXT && !value.equals(NONE)) {
                throw new IllegalArgumentException(
                        "'%s' is run by the agent, so only an approved change can set it: use %s=none to switch it off"
                                .formatted(name, name));
            }
        });
    }

    private static Meaning meaning(String name) {
        Meaning meaning = KEYS.get(name);
        if (meaning == null) {
            String fix = Suggestion.of(name, names())
                    .map("did you mean '%s'?"::formatted)
                    .orElse("the limits are " + String.join(", ", names()));
            throw new IllegalArgumentException("there is no limit '%s': %s".formatted(Excerpt.of(name), fix));
        }
        return meaning;
    }

    private static void require(String name, String text) {
        Limit limit = meaning(name).limit();
        if (text.equals(NONE) && !limit.isNeeded()) {
            return;
        }
        try {
            if (limit.unit().parse(text) <= 0 && limit.isNeeded()) {
                throw new IllegalArgumentException("nothing");
            }
        } catch (IllegalArgumentException e) {
            String or = limit.isNeeded() ? " above 0" : ", or none";
            throw new IllegalArgumentException(
                    "limit '%s' is '%s': write %s%s"
                            .formatted(name, Excerpt.of(text), limit.unit().expected(), or),
                    e);
        }
    }

    /** As they were written, by name. */
    public Map<String, String> texts() {
        return texts;
    }

    /**
     * These, but for those that an operator has set. What an operator of a newer build has set and this one can't read
     * is left out.
     */
    public Limits overriddenBy(Map<String, String> live) {
        Map<String, String> all = new TreeMap<>(texts);
        live.forEach((name, text) -> {
            try {
                requireLive(Map.of(name, text));
                all.put(name, text);
            } catch (IllegalArgumentException e) {
                // as if it were not there
            }
        });
        return new Limits(Map.copyOf(all));
    }

    /** The value of a limit in its unit; empty if it is switched off. */
    public OptionalDouble value(Limit limit) {
        return value(limit, Reaction.HOLD);
    }

    /** The value at which there is this reaction; empty if there is none. */
    public OptionalDouble value(Limit limit, Reaction reaction) {
        String text = text(limit, reaction);
        return text == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(limit.unit().parse(text));
    }

    /** The least value at which there is any reaction; empty if there is none. */
    public OptionalDouble least(Limit limit) {
        return Arrays.stream(Reaction.values())
                .map(reaction -> value(limit, reaction))
                .flatMapToDouble(OptionalDouble::stream)
                .min();
    }

    /** The value of a limit that always has one. */
    public double needed(Limit limit) {
        return value(limit).orElseThrow(() -> new IllegalArgumentException(limit + " may be switched off"));
    }

    /** The value of a limit that always has one, as a duration. */
    public Duration duration(Limit limit) {
        return Duration.ofMillis(Math.round(needed(limit) * 1_000));
    }

    /** The text of a limit that is one; empty if it is switched off. */
    public Optional<String> text(Limit limit) {
        return Optional.ofNullable(text(limit, Reaction.HOLD));
    }

    private @Nullable String text(Limit limit, Reaction reaction) {
        String text = texts.getOrDefault(limit.key(reaction), reaction == Reaction.HOLD ? limit.standard() : NONE);
        return text.equals(NONE) ? null : text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limits limits && texts.equals(limits.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return new TreeMap<>(texts).toString();
    }
}
