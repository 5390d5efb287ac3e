package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Calls in one round trip: the driver splits a prepared statement at its semicolons, sends the parts one behind the
 * other, and the server stops at the first that fails.
 */
final class PostgresCalls {

    private PostgresCalls() {}

    static List<Answer> send(Connection connection, List<Call> calls) throws SQLException {
        if (calls.isEmpty()) {
            return List.of();
        }
        String sql = calls.stream().map(Call::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, calls);
            statement.execute();
            List<Answer> answers = new ArrayList<>(calls.size());
            for (int i = 0; i < calls.size(); i++) {
                answers.add(Answer.of(statement));
                statement.getMoreResults();
            }
            return answers;
        }
    }

    private static void bind(PreparedStatement statement, List<Call> calls) throws SQLException {
        int place = 1;
        for (Call call : calls) {
            for (Object value : call.values()) {
                statement.setObject(place++, value);
            }
        }
    }
}
