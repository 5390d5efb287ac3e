package dev.quipu.shell.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts about one thing, some of which may be listings. Immutable; {@code with} methods return a copy. */
public record Details(List<Fact> facts) implements Printable {

    /** A named fact: a value with its tone, or a {@link Printable} in the cell. The name is in camel case. */
    public record Fact(String name, @Nullable Object value, Tone tone) {}

    public Details {
        facts = List.copyOf(facts);
    }

    /** Nothing yet. */
    public static Details empty() {
        return new Details(List.of());
    }

    /** With one more fact; a null value is shown as missing. */
    public Details with(String name, @Nullable Object value) {
        return with(name, value, Tone.PLAIN);
    }

    /** With one more fact in a tone. */
    public Details with(String name, @Nullable Object value, Tone tone) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(name, value, tone));
        return new Details(more);
    }

    @Override
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        facts.forEach(fact -> values.put(fact.name(), Values.plain(fact.value())));
        return values;
    }
}
