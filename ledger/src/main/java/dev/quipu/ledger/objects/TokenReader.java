package dev.quipu.ledger.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens that are read one after the other. For one thread. */
final class TokenReader {

    private static final ObjectName NOBODY = new ObjectName(null, "?");

    private final List<Token> tokens;
    private int place;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean isAtEnd() {
        return place >= tokens.size();
    }

    @Nullable
    Token peek() {
        return isAtEnd() ? null : tokens.get(place);
    }

    boolean isNext(String word) {
        Token token = peek();
        return token != null && token.is(word);
    }

    boolean isNextIn(Set<String> words) {
        Token token = peek();
        return token != null && token.kind() == Token.Kind.WORD && words.contains(token.text());
    }

    /** Takes these words if they are next, all of them. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (place + i >= tokens.size() || !tokens.get(place + i).is(words[i])) {
                return false;
            }
        }
        place += words.length;
        return true;
    }

    void skipAll(Set<String> words) {
        while (isNextIn(words)) {
            place++;
        }
    }

    /** The next word as it is, or an empty one. */
    String word() {
        Token token = peek();
        place++;
        return token == null ? "" : token.text();
    }

    /** A single name, or null if there is none. */
    @Nullable
    String single() {
        Token token = peek();
        if (token == null || !token.isName()) {
            return null;
        }
        place++;
        return token.text();
    }

    /** A name with or without a schema, or a question mark if there is none. */
    ObjectName name() {
        List<String> parts = parts();
        return switch (parts.size()) {
            case 0 -> NOBODY;
            case 1 -> new ObjectName(null, parts.getLast());
            default -> new ObjectName(parts.get(parts.size() - 2), parts.getLast());
        };
    }

    /** The parts of a name, between its dots. */
    List<String> parts() {
        List<String> parts = new ArrayList<>();
        String part = single();
        while (part != null) {
            parts.add(part);
            part = accept(".") ? single() : null;
        }
        return parts;
    }

    /** Goes behind the next such word outside of brackets; tells whether there was one. */
    boolean skipTo(String word) {
        int depth = 0;
        for (int i = place; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(word)) {
                place = i + 1;
                return true;
            }
        }
        return false;
    }

    /** What stands in the brackets that begin here, cut at its commas; nothing if none begin. */
    List<List<Token>> bracketed() {
        if (!isNext("(")) {
            return List.of();
        }
        int depth = 0;
        int start = place + 1;
        for (int i = place; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0) {
                place = i + 1;
                return cut(tokens.subList(start, i));
            }
        }
        place = tokens.size();
        return cut(tokens.subList(start, tokens.size()));
    }

    /** The rest, cut at its commas. */
    List<List<Token>> rest() {
        return cut(remaining());
    }

    List<Token> remaining() {
        return tokens.subList(Math.min(place, tokens.size()), tokens.size());
    }

    private static List<List<Token>> cut(List<Token> tokens) {
        List<List<Token>> pieces = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                pieces.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        pieces.add(tokens.subList(start, tokens.size()));
        return pieces.stream().filter(piece -> !piece.isEmpty()).toList();
    }
}
