package dev.quipu.shell.cli.line;

import dev.quipu.shell.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a typed line.
 *
 * <p>Blanks separate words; single quotes keep everything, double quotes and a backslash outside quotes keep the next
 * character as it is; inside double quotes a backslash escapes only {@code "} and itself.
 */
public final class Words {

    private final List<String> words = new ArrayList<>();
    private final String line;
    private @Nullable StringBuilder word;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /**
     * Splits a line; a blank line has no words.
     *
     * @throws CommandFailure (usage) if a quote is not closed
     */
    public static List<String> split(String line) {
        return new Words(line).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            switch (c) {
                case '\'', '"' -> quoted(c);
                case '\\' -> current().append(at < line.length() ? line.charAt(at++) : '\\');
                default -> plain(c);
            }
        }
        end();
        return List.copyOf(words);
    }

    private void plain(char c) {
        if (Character.isWhitespace(c)) {
            end();
        } else {
            current().append(c);
        }
    }

    private void quoted(char quote) {
        StringBuilder text = current();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) {
                return;
            }
            boolean escapes = c == '\\' && quote == '"' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0;
            text.append(escapes ? line.charAt(at++) : c);
        }
        throw CommandFailure.usage(
                "the line has an opening %s without a closing one".formatted(quote), "Close the quote");
    }

    private StringBuilder current() {
        StringBuilder started = word;
        if (started == null) {
            started = new StringBuilder();
            word = started;
        }
        return started;
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }

    /** The text as it is typed, so that {@link #split} gives it back as one word. */
    public static String quote(String word) {
        return word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-@:".indexOf(c) >= 0)
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
