package dev.quipu.consumers.dialect;

import java.util.List;

/**
 * One statement of a script. Immutable.
 *
 * @param text as written, with the comments before it and without the semicolon after it
 * @param line of its first word in the script, counted from 1
 * @param words its first tokens without comments: keywords and unquoted names in upper case, all else as written
 * @param start where the first word is in the script
 * @param end where the statement ends in the script, after its semicolon
 */
public record SqlStatement(String text, int line, List<String> words, int start, int end) {

    /** Copies the words. */
    public SqlStatement {
        words = List.copyOf(words);
    }

    /** Whether the statement begins with these words. */
    public boolean startsWith(String... expected) {
        return words.size() >= expected.length
                && words.subList(0, expected.length).equals(List.of(expected));
    }

    /** Whether these words follow each other somewhere in the statement. */
    public boolean contains(String... expected) {
        for (int i = 0; i + expected.length <= words.size(); i++) {
            if (words.subList(i, i + expected.length).equals(List.of(expected))) {
                return true;
            }
        }
        return false;
    }

    /** The word at {@code index}, or an empty one after the last. */
    public String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** The statement's kind for messages: its first keywords. */
    public String title() {
        return String.join(" ", words.subList(0, Math.min(3, words.size())));
    }
}
