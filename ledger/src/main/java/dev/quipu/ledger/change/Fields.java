package dev.quipu.ledger.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The keys of one YAML mapping. Whatever is not as asked for becomes a problem and reads as absent, so that reading
 * goes on to the next problem.
 */
final class Fields {

    private final MappingNode mapping;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** The keys of {@code mapping}, of which only those in {@code known} are allowed. */
    Fields(MappingNode mapping, List<String> known, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        for (NodeTuple entry : mapping.getValue()) {
            accept(entry, known);
        }
    }

    private void accept(NodeTuple entry, List<String> known) {
        Node keyNode = entry.getKeyNode();
        if (!(keyNode instanceof ScalarNode key)) {
            problems.add(keyNode, "a key is not a word", "Use the keys " + String.join(", ", known) + ".");
        } else if (!known.contains(key.getValue())) {
            problems.add(key, "unknown key '%s'".formatted(Excerpt.of(key.getValue())), hint(key.getValue(), known));
        } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
            problems.add(key, "key '%s' appears twice".formatted(key.getValue()), "Keep one of the two.");
        }
    }

    private static String hint(String key, List<String> known) {
        return Suggestion.of(key, known)
                .map("Did you mean '%s'?"::formatted)
                .orElseGet(() -> "The keys here are " + String.join(", ", known) + ".");
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Adds a problem at {@code key}, or at the mapping if it lacks the key. */
    void problem(String key, String message, String fix) {
        problems.add(values.getOrDefault(key, mapping), message, fix);
    }

    /** The text of a key that must be there; null after a problem. */
    @Nullable
    String required(String key, String fix) {
        if (!has(key)) {
            problems.add(mapping, "'%s' is missing".formatted(key), fix);
        }
        return text(key);
    }

    /** The text of a key, or null if it is absent or after a problem. */
    @Nullable
    String text(String key) {
        Node node = values.get(key);
        return node == null ? null : text("'" + key + "'", node);
    }

    /** A scalar as written, or null if the key is absent or after a problem. */
    @Nullable
    ScalarNode scalar(String key) {
        Node node = values.get(key);
        if (node == null || node instanceof ScalarNode) {
            return (ScalarNode) node;
        }
        problems.add(node, "'%s' is a %s".formatted(key, word(node)), "Give it a single value.");
        return null;
    }

    /** The whole number of a key, or null if it is absent or after a problem. */
    @Nullable
    Long wholeNumber(String key, long least, long most) {
        ScalarNode scalar = scalar(key);
        if (scalar == null) {
            return null;
        }
        if (scalar.getTag().equals(Tag.INT) && scalar.getValue().matches("0|[1-9]\\d{0,17}")) {
            long number = Long.parseLong(scalar.getValue());
            if (number >= least && number <= most) {
                return number;
            }
        }
        String shown = Excerpt.of(scalar.getValue());
        problem(
                key,
                "'%s' is %s".formatted(key, shown),
                "Write a whole number from %d to %d in digits.".formatted(least, most));
        return null;
    }

    /** The duration of a key, such as {@code 30d}, or null if it is absent or after a problem. */
    @Nullable
    Duration duration(String key) {
        String text = text(key);
        try {
            return text == null ? null : DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            problem(key, "'%s' is no duration: %s".formatted(key, Excerpt.of(text)), DurationText.FIX);
            return null;
        }
    }

    /** Whether the key is there with a mapping. */
    boolean isMapping(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** The keys of a mapping within this one, or null if the key is absent or after a problem. */
    @Nullable
    Fields mapping(String key, List<String> known) {
        Node node = values.get(key);
        if (node == null || node instanceof MappingNode) {
            return node == null ? null : new Fields((MappingNode) node, known, problems);
        }
        problems.add(
                node,
                "'%s' is not a mapping".formatted(key),
                "Write its keys %s on lines of their own.".formatted(String.join(", ", known)));
        return null;
    }

    /** The texts of a list; empty if the key is absent. */
    List<TextItem> texts(String key) {
        List<TextItem> texts = new ArrayList<>();
        for (Node item : items(key)) {
            String text = text("an item of '" + key + "'", item);
            if (text != null) {
                texts.add(new TextItem(item, text));
            }
        }
        return texts;
    }

    /** The nodes of a list; empty if the key is absent or no list. */
    List<Node> items(String key) {
        Node node = values.get(key);
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        if (node != null) {
            problems.add(node, "'%s' is not a list".formatted(key), "Write each item on a line of its own after '- '.");
        }
        return List.of();
    }

    /** Whether the key is there with a list that has no items. */
    boolean isEmptyList(String key) {
        return values.get(key) instanceof SequenceNode list && list.getValue().isEmpty();
    }

    private @Nullable String text(String what, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, "%s is a %s".formatted(what, word(node)), "Give it a text; long texts go after '|'.");
            return null;
        }
        if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
            problems.add(node, "%s is blank".formatted(what), "Give it a text or remove it.");
            return null;
        }
        return scalar.getValue();
    }

    private static String word(Node node) {
        return node.getNodeType() == NodeType.MAPPING ? "mapping" : "list";
    }

    /** A text of a list, with its place. */
    record TextItem(Node node, String text) {}
}
