package dev.quipu.consumers.importer;

import dev.quipu.ledger.change.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a goose migration.
 *
 * @param down null if there is no Down annotation
 */
record GooseFile(String up, @Nullable String down, boolean transactional) {

    private static final Pattern ANNOTATION =
            Pattern.compile("\\s*--\\s*\\+goose\\s+(.*?)\\s*", Pattern.CASE_INSENSITIVE);

    /** The parts of {@code script}, or null, with a problem, if its annotations make no sense. */
    static @Nullable GooseFile read(Migration.Script script, SourceFolder folder) {
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        StringBuilder ignored = new StringBuilder();
        StringBuilder part = ignored;
        boolean transactional = true;
        List<String> lines = script.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = ANNOTATION.matcher(lines.get(i));
            if (!matcher.matches()) {
                part.append(lines.get(i)).append('\n');
                continue;
            }
            switch (matcher.group(1).toUpperCase(Locale.ROOT)) {
                case "UP" -> part = up;
                case "DOWN" -> part = down;
                case "NO TRANSACTION" -> transactional = false;
                case "STATEMENTBEGIN" -> {}
                case "STATEMENTEND" -> endStatement(part);
                default -> {
                    unknown(script, i + 1, matcher.group(1), folder);
                    return null;
                }
            }
        }
        if (part == ignored) {
            folder.problem(script.file(), "there is no '-- +goose Up'", "Add it before the first statement.");
            return null;
        }
        return new GooseFile(up.toString(), part == down ? down.toString() : null, transactional);
    }

    private static void endStatement(StringBuilder part) {
        if (!part.toString().stripTrailing().endsWith(";")) {
            part.append(";\n");
        }
    }

    private static void unknown(Migration.Script script, int line, String annotation, SourceFolder folder) {
        String message = "goose annotation '%s' can't be imported".formatted(annotation);
        folder.problem(new Problem(script.file(), line, message, "Write the migration without it."));
    }
}
