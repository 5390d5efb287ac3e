package dev.quipu.consumers.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a MySQL statement from left to right, with names as they are written. For one thread. */
final class DdlWords {

    private static final Set<String> KINDS = Set.of(
            "TABLE",
            "TABLES",
            "VIEW",
            "SEQUENCE",
            "INDEX",
            "PROCEDURE",
            "FUNCTION",
            "TRIGGER",
            "EVENT",
            "DATABASE",
            "SCHEMA");

    /** These come with objects that no catalog shows to everybody. */
    private static final Set<String> OTHER_KINDS =
            Set.of("USER", "ROLE", "SERVER", "TABLESPACE", "LOGFILE", "REFERENCE", "INSTANCE", "PACKAGE", "RESOURCE");

    private final List<String> words = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private int position;

    private DdlWords() {}

    static DdlWords of(SqlStatement statement) {
        DdlWords result = new DdlWords();
        MysqlLexer lexer = new MysqlLexer(statement.text());
        for (Lexer.Token token = lexer.next(); token != null; token = lexer.next()) {
            result.words.add(token.text());
            result.written.add(statement.text().substring(token.start(), token.end()));
        }
        return result;
    }

    private String peek() {
        return position < words.size() ? words.get(position) : "";
    }

    /** The next word; empty after the last. */
    String next() {
        String word = peek();
        position++;
        return word;
    }

    /** Goes on after these words if they come next. */
    boolean skip(String... expected) {
        int end = position + expected.length;
        boolean there = end <= words.size() && words.subList(position, end).equals(List.of(expected));
        position = there ? end : position;
        return there;
    }

    /** Goes on after the next such word, or to the end. */
    void skipTo(String word) {
        List<String> rest = words.subList(Math.min(position, words.size()), words.size());
        int found = rest.indexOf(word);
        position = found < 0 ? words.size() : position + found + 1;
    }

    /** The kind of object that the statement is about, which stands after options; empty if it is none of ours. */
    String nextKind() {
        while (position < words.size()) {
            String word = next();
            if (KINDS.contains(word)) {
                return word;
            }
            if (OTHER_KINDS.contains(word)) {
                return "";
            }
        }
        return "";
    }

    /** The next name as written, with its database if it has one. */
    String name() {
        StringBuilder name = new StringBuilder(position < written.size() ? written.get(position) : "");
        next();
        while (skip(".")) {
            name.append('.').append(position < written.size() ? written.get(position) : "");
            next();
        }
        return name.toString();
    }

    boolean contains(String word) {
        return words.contains(word);
    }

    /** The name that a RENAME clause gives to the object itself; empty if there is none. */
    String renamed() {
        for (int i = position; i + 1 < words.size(); i++) {
            if (words.get(i).equals("RENAME")
                    && !Set.of("COLUMN", "INDEX", "KEY").contains(words.get(i + 1))) {
                position = i + 1;
                if (!skip("TO") && !skip("AS")) {
                    skip("=");
                }
                return name();
            }
        }
        return "";
    }
}
