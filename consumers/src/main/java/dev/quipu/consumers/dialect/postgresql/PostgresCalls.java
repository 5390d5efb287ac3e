package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Calls in one round trip; the server stops at the first that fails. */
final class PostgresCalls {

    private PostgresCalls() {}

    /** The driver splits a prepared statement at its semicolons, and sends the parts one behind the other. */
    static List<Answer> send(Connection connection, List<Call> calls) throws SQLException {
        if (calls.isEmpty()) {
            return List.of();
        }
        String sql = calls.stream().map(Call::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 1;
            for (Call call : calls) {
                for (Object value : call.values()) {
                    statement.setObject(place++, value);
                }
            }
            statement.execute();
            return answers(statement, calls.size());
        }
    }

    /**
     * The same as one message of the simple protocol, which takes half as long where statements can't stay prepared.
     *
     * @param scripts a connection that sends statements as they are
     */
    static List<Answer> sendWhole(Connection scripts, List<Call> calls) throws SQLException {
        String sql = PostgresLiterals.inline(calls);
        if (sql == null) {
            return send(scripts, calls);
        }
        try (Statement statement = scripts.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return answers(statement, calls.size());
        }
    }

    private static List<Answer> answers(Statement statement, int count) throws SQLException {
        List<Answer> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            answers.add(Answer.of(statement));
            statement.getMoreResults();
        }
        return answers;
    }
}
