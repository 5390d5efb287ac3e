package dev.quipu.ledger.change;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes texts as YAML 1.2 scalars that read back unchanged: plain where the text is harmless, as a literal block where
 * it has several lines, else double-quoted.
 */
final class YamlScalar {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z](?:[A-Za-z0-9 _./,()-]{0,118}[A-Za-z0-9_./)])?");
    private static final Set<String> NOT_TEXT = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private YamlScalar() {}

    /** What stands after {@code key: }, with further lines indented by {@code indent} blanks and no line end. */
    static String of(String text, int indent) {
        if (PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        return text.contains("\n") && fitsBlock(text) ? block(text, indent) : quoted(text);
    }

    /** Like {@link #of}, but prefers a block for a text of one line too, as is usual for SQL. */
    static String ofScript(String text, int indent) {
        return fitsBlock(text) ? block(text, indent) : quoted(text);
    }

    /** What a literal block can hold: printable characters, and a last line that is more than blanks. */
    private static boolean fitsBlock(String text) {
        String lastLine = text.stripTrailing().isEmpty() ? "" : text.substring(text.lastIndexOf('\n') + 1);
        boolean blankEnd = !lastLine.isEmpty() && lastLine.isBlank();
        return !text.isBlank()
                && !blankEnd
                && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
    }

    /** Printable in YAML, and not taken for a line end or a byte order mark by any reader. */
    private static boolean isPrintable(int c) {
        boolean lineEnd = c == 0x85 || c == 0x2028 || c == 0x2029;
        return c == ' '
                || (c > ' ' && c < 0x7F)
                || (c >= 0xA0 && c <= 0xD7FF && !lineEnd)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
                || c >= 0x10000;
    }

    private static String block(String text, int indent) {
        char first = text.charAt(0);
        StringBuilder out = new StringBuilder("|");
        if (first == ' ' || first == '\t' || first == '\n') {
            out.append(2);
        }
        if (!text.endsWith("\n")) {
            out.append('-');
        } else if (text.endsWith("\n\n")) {
            out.append('+');
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append('\n').append(line.isEmpty() ? "" : " ".repeat(indent) + line);
        }
        return out.toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(isPrintable(c) ? Character.toString(c) : escaped(c));
            }
        });
        return out.append('"').toString();
    }

    private static String escaped(int c) {
        return c <= 0xFF ? "\\x%02X".formatted(c) : "\\u%04X".formatted(c);
    }
}
