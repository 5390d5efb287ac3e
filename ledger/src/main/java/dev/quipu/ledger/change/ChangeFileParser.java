package dev.quipu.ledger.change;

import dev.quipu.ledger.event.Content;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads change files: one YAML document in UTF-8, see {@code change-file.schema.json}. Pure. */
public final class ChangeFileParser {

    private static final Pattern NUMBERED = Pattern.compile("0*(\\d{1,9})(?!\\d).*", Pattern.DOTALL);

    private ChangeFileParser() {}

    /**
     * Reads {@code bytes}.
     *
     * @param fileName used in messages; digits at its start must agree with the change's number
     * @return the change, or all problems of the file
     */
    public static ParsedChange parse(String fileName, byte[] bytes) {
        Problems problems = new Problems(fileName);
        ChangeFile file = read(fileName, bytes, problems);
        return file == null
                ? new ParsedChange.Invalid(problems.inOrder())
                : new ParsedChange.Valid(fileName, file, Content.of(bytes));
    }

    private static @Nullable ChangeFile read(String fileName, byte[] bytes, Problems problems) {
        if (bytes.length > ChangeFile.MAX_BYTES) {
            String message = "the file is larger than %,d bytes".formatted(ChangeFile.MAX_BYTES);
            problems.add(0, message, "Split the change, or load the data from outside a change file.");
            return null;
        }
        return switch (Utf8.decode(bytes)) {
            case Utf8.Malformed malformed -> {
                problems.add(malformed.line(), "the line holds bytes that are not UTF-8", "Save the file as UTF-8.");
                yield null;
            }
            case Utf8.Text text -> read(fileName, YamlDocument.read(text.text(), problems), problems);
        };
    }

    private static @Nullable ChangeFile read(String fileName, @Nullable Node root, Problems problems) {
        if (root == null) {
            return null;
        }
        if (!(root instanceof MappingNode mapping)) {
            problems.add(root, "the file is not a mapping of keys to values", "Start from what `change new` writes.");
            return null;
        }
        return new ChangeReader(mapping, problems).read(numberIn(fileName));
    }

    private static @Nullable Integer numberIn(String fileName) {
        String last = fileName.substring(fileName.lastIndexOf('/') + 1);
        Matcher matcher = NUMBERED.matcher(last);
        return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
