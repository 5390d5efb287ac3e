package dev.quipu.ledger.change;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The node graph of a text that holds exactly one YAML document without anchors, tags or deep nesting. */
final class YamlDocument {

    private static final int MAX_DEPTH = 8;

    private final Problems problems;
    private final LoadSettings settings = LoadSettings.builder()
            .setLabel("change file")
            .setAllowDuplicateKeys(true)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(ChangeFile.MAX_BYTES)
            .build();

    private YamlDocument(Problems problems) {
        this.problems = problems;
    }

    /** The document's root, or null if there is none, with the reasons added to {@code problems}. */
    static @Nullable Node read(String text, Problems problems) {
        return new YamlDocument(problems).root(text);
    }

    private @Nullable Node root(String text) {
        try {
            if (!isPlain(text)) {
                return null;
            }
            List<Node> documents = StreamSupport.stream(
                            new Compose(settings).composeAllFromString(text).spliterator(), false)
                    .toList();
            return onlyOne(documents);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            refuse(mark, "not valid YAML: " + e.getProblem(), "Correct the syntax near this line.");
        } catch (YamlEngineException e) {
            refuse(Optional.empty(), "not valid YAML: " + firstLine(e), "Correct the syntax.");
        }
        return null;
    }

    private boolean isPlain(String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                refuse(event.getStartMark(), "nested deeper than any key of a change file", "Remove the nested value.");
                return false;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (event instanceof AliasEvent) {
                refuse(event.getStartMark(), "an alias stands for a value", "Write the value itself.");
                return false;
            }
            if (hasTag(event)) {
                refuse(
                        event.getStartMark(),
                        "a tag stands before a value",
                        "Remove the tag; all values are plain text.");
                return false;
            }
        }
        return true;
    }

    private static boolean hasTag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag().isPresent();
            case CollectionStartEvent collection -> collection.getTag().isPresent();
            default -> false;
        };
    }

    private @Nullable Node onlyOne(List<Node> documents) {
        if (documents.isEmpty()) {
            problems.add(1, "the file is empty", "Start from the file that `change new` writes.");
            return null;
        }
        if (documents.size() > 1) {
            problems.add(documents.get(1), "a second YAML document begins", "Put each change into a file of its own.");
            return null;
        }
        return documents.getFirst();
    }

    private void refuse(Optional<Mark> mark, String message, String fix) {
        problems.add(mark.map(Mark::getLine).orElse(-1) + 1, message, fix);
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
