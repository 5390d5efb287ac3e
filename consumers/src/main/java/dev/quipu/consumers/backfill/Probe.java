package dev.quipu.consumers.backfill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a change's author has the agent ask before it goes on. Each gives what speaks against it, or null. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int QUERY_SECONDS = 10;

    private Probe() {}

    /** Whether a query returns something else than false, 0 or nothing. It can't change anything. */
    static @Nullable String query(Connection connection, String query) throws SQLException {
        connection.setAutoCommit(false);
        try {
            connection.setReadOnly(true);
            return ask(connection, query);
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
            }
        }
    }

    private static @Nullable String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setQueryTimeout(QUERY_SECONDS);
            statement.setMaxRows(1);
            if (!statement.execute(query)) {
                return "no query";
            }
            try (ResultSet row = statement.getResultSet()) {
                String value = row.next() ? row.getString(1) : null;
                return value == null || value.equals("0") || value.equals("f") || value.equalsIgnoreCase("false")
                        ? null
                        : "true";
            }
        }
    }

    /** Whether a URL doesn't answer, or with another status than 200 to 299. */
    static @Nullable String http(HttpClient client, String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .GET()
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300 ? null : "status " + status;
        } catch (IllegalArgumentException e) {
            return "no URL";
        } catch (IOException e) {
            return "no answer";
        }
    }

    /** A client for {@link #http}. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
