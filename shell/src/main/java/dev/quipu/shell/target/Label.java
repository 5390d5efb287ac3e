package dev.quipu.shell.target;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A label of a target as it is typed: {@code key=value} sets it, {@code key-} takes it away. */
record Label(String key, @Nullable String value) {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,62}");

    /** @throws IllegalArgumentException if it is neither */
    static Label parse(String text) {
        int equals = text.indexOf('=');
        if (equals > 0 && KEY.matcher(text.substring(0, equals)).matches() && equals < text.length() - 1) {
            return new Label(text.substring(0, equals), text.substring(equals + 1));
        }
        if (equals < 0 && text.endsWith("-") && text.length() > 1) {
            return new Label(text.substring(0, text.length() - 1), null);
        }
        throw new IllegalArgumentException("write a label as key=value, or key- to take it away");
    }

    /** The labels that are set. */
    static Map<String, String> set(Collection<Label> labels) {
        Map<String, String> set = new TreeMap<>();
        for (Label label : labels) {
            if (label.value != null) {
                set.put(label.key, label.value);
            }
        }
        return set;
    }

    /** The keys that are taken away. */
    static Set<String> removed(Collection<Label> labels) {
        return labels.stream().filter(label -> label.value == null).map(Label::key).collect(Collectors.toSet());
    }
}
