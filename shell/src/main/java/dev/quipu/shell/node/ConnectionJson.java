package dev.quipu.shell.node;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The format of a connection's file: {@code {"kind": "embedded"}} or {@code {"kind": "jdbc", "url": …}}. */
final class ConnectionJson {

    private static final JsonMapper JSON = new JsonMapper();

    private ConnectionJson() {}

    static String write(Connection connection) {
        ObjectNode root = JSON.createObjectNode();
        switch (connection) {
            case Connection.Embedded ignored -> root.put("kind", "embedded");
            case Connection.Jdbc jdbc -> {
                root.put("kind", "jdbc").put("url", jdbc.url()).put("user", jdbc.user());
                switch (jdbc.password()) {
                    case PasswordSource.Kept kept -> root.put("password", kept.password());
                    case PasswordSource.InFile source ->
                        root.put("passwordFile", source.file().toString());
                }
            }
        }
        return root.toPrettyString() + "\n";
    }

    /** @throws RuntimeException if the text is no connection */
    static Connection read(String text) {
        JsonNode root = JSON.readTree(text);
        String kind = required(root, "kind");
        return switch (kind) {
            case "embedded" -> new Connection.Embedded();
            case "jdbc" -> new Connection.Jdbc(required(root, "url"), required(root, "user"), password(root));
            default -> throw new IllegalArgumentException("unknown kind of connection: " + kind);
        };
    }

    private static PasswordSource password(JsonNode root) {
        return root.has("passwordFile")
                ? new PasswordSource.InFile(Path.of(required(root, "passwordFile")))
                : new PasswordSource.Kept(required(root, "password"));
    }

    private static String required(JsonNode root, String field) {
        return root.required(field).stringValue();
    }
}
