package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.SqlStatement;
import java.util.List;
import java.util.stream.Collectors;

/** The statements by which a script sets something for the statements after it, such as its search path or its role. */
final class SessionSettings {

    private SessionSettings() {}

    /** Whether a statement does nothing but set or reset something for the session. */
    static boolean isSetting(SqlStatement statement) {
        return switch (statement.word(0)) {
            case "SET" -> isOfSession(statement.word(1));
            case "RESET" -> true;
            case "SELECT" ->
                statement.startsWith("SELECT", "SET_CONFIG")
                        || statement.startsWith("SELECT", "PG_CATALOG", ".", "SET_CONFIG");
            default -> false;
        };
    }

    private static boolean isOfSession(String word) {
        return !word.equals("LOCAL") && !word.equals("TRANSACTION") && !word.equals("CONSTRAINTS");
    }

    /** One script that sets all that {@code statements} set. */
    static String among(List<SqlStatement> statements) {
        return statements.stream()
                .filter(SessionSettings::isSetting)
                .map(SqlStatement::text)
                .collect(Collectors.joining(";\n"));
    }
}
