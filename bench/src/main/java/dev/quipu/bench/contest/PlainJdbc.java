package dev.quipu.bench.contest;

import dev.quipu.bench.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A loop that keeps no record: a transaction per change. Nothing can be faster. */
final class PlainJdbc implements Contender {

    private final List<Script> scripts;

    PlainJdbc(List<Script> scripts) {
        this.scripts = scripts;
    }

    @Override
    public String name() {
        return "plain JDBC";
    }

    @Override
    public Timing apply(String jdbcUrl) throws Exception {
        return Timing.of(() -> {
            try (Connection connection =
                            DriverManager.getConnection(jdbcUrl + "?preferQueryMode=simple", PostgresServer.USER, "");
                    Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                for (Script script : scripts) {
                    apply(connection, statement, script);
                }
            }
        });
    }

    private static void apply(Connection connection, Statement statement, Script script) throws SQLException {
        connection.setAutoCommit(!script.transactional());
        boolean rows = statement.execute(script.sql());
        while (rows || statement.getUpdateCount() != -1) {
            rows = statement.getMoreResults();
        }
        if (script.transactional()) {
            connection.commit();
        }
    }

    @Override
    public Timing applyAgain(String jdbcUrl) {
        throw new UnsupportedOperationException("it doesn't know what it has done");
    }
}
