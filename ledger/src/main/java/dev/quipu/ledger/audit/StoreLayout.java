package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The store's tables and views, from {@code schema.sql}: a line of comment above each and one behind each column say
 * what they hold, and become comments in the database too. Immutable.
 */
final class StoreLayout {

    private static final Pattern OBJECT = Pattern.compile("CREATE (TABLE|VIEW|MACRO) (\\w+)");
    private static final Pattern TABLE_COLUMN = Pattern.compile("^    (\\w+) [^\\n]*?, -- (.+)$", Pattern.MULTILINE);
    private static final Pattern VIEW_COLUMN = Pattern.compile("\\b(\\w+), -- (.+)$", Pattern.MULTILINE);

    private final String text;

    private StoreLayout(String text) {
        this.text = text;
    }

    static StoreLayout read() {
        return new StoreLayout(resource("schema.sql"));
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(StoreLayout.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store with another layout is made anew. */
    String digest() {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String definition : definitions()) {
                statement.execute(definition);
                for (String comment : comments(definition)) {
                    statement.execute(comment);
                }
            }
        }
    }

    private List<String> definitions() {
        return Stream.of(text.split(";\n")).filter(part -> !part.isBlank()).toList();
    }

    private static List<String> comments(String definition) {
        Matcher object = OBJECT.matcher(definition);
        if (!object.find() || object.group(1).equals("MACRO")) {
            return List.of();
        }
        boolean table = object.group(1).equals("TABLE");
        String about = definition.substring(definition.indexOf("-- ") + 3, definition.indexOf("\nCREATE"));
        Stream<String> columns = (table ? TABLE_COLUMN : VIEW_COLUMN)
                .matcher(definition)
                .results()
                .map(column -> "COMMENT ON COLUMN %s.%s IS %s"
                        .formatted(object.group(2), column.group(1), SqlText.quoted(column.group(2))));
        return Stream.concat(
                        Stream.of("COMMENT ON %s %s IS %s"
                                .formatted(
                                        object.group(1), object.group(2), SqlText.quoted(about.replace("\n-- ", " ")))),
                        columns)
                .toList();
    }
}
