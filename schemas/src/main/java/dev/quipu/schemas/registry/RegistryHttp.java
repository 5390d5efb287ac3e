package dev.quipu.schemas.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to whichever instance of a registry answers. The one that answered last is asked first; one that can't be
 * reached, takes too long or has trouble of its own (5xx) is passed over. Thread-safe.
 */
final class RegistryHttp implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RegistrySettings settings;
    private final HttpClient client;
    private volatile int preferred;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(shorter(settings.timeout(), Duration.ofSeconds(3)));
        this.client = settings.tls().isPlatform()
                ? builder.build()
                : builder.sslContext(TlsContext.of(settings.tls())).build();
    }

    /**
     * The answer to a request.
     *
     * @param path without the base address, its parts encoded
     * @param body or null for none
     * @throws RegistryException if none of the instances gives it
     */
    JsonNode send(String method, String path, @Nullable JsonNode body) {
        List<String> troubles = new ArrayList<>();
        Exception last = null;
        int first = preferred;
        for (int i = 0; i < settings.urls().size(); i++) {
            int place = (first + i) % settings.urls().size();
            URI base = settings.urls().get(place);
            try {
                JsonNode answer = send(base, method, path, body);
                preferred = place;
                return answer;
            } catch (IOException e) {
                troubles.add(base + " (" + reason(e) + ")");
                last = e;
            }
        }
        throw new RegistryException.Unreachable("no schema registry answers at " + String.join(", ", troubles), last);
    }

    private JsonNode send(URI base, String method, String path, @Nullable JsonNode body) throws IOException {
        HttpResponse<byte[]> response = exchange(request(base, method, path, body));
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new RegistryException.Unauthorised(
                    "the schema registry at %s refuses the credentials (%d)".formatted(base, status), null);
        }
        if (status / 100 == 3) {
            throw new IOException("it redirects, which is not followed");
        }
        if (status >= 500) {
            throw new IOException("it answers %d".formatted(status));
        }
        JsonNode answer = json(response.body());
        if (status / 100 != 2) {
            throw new RegistryException.Refused(
                    answer.path("error_code").asInt(status),
                    "the schema registry at %s refuses %s %s: %s"
                            .formatted(
                                    base, method, path, answer.path("message").asString("no reason given")));
        }
        return answer;
    }

    private HttpRequest request(URI base, String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(settings.timeout())
                .header("Accept", MEDIA_TYPE + ", application/json");
        authorise(request);
        return body == null
                ? request.method(method, HttpRequest.BodyPublishers.noBody()).build()
                : request.header("Content-Type", MEDIA_TYPE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
    }

    private void authorise(HttpRequest.Builder request) {
        String value = credentials();
        if (value == null) {
            return;
        }
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new RegistryException.Unauthorised(
                    "the credentials for the schema registry have characters that can't be sent", null);
        }
        request.header("Authorization", value);
    }

    private @Nullable String credentials() {
        try {
            return settings.authentication().header();
        } catch (RuntimeException e) { // a secret's file may have gone
            throw new RegistryException.Unauthorised(
                    "the credentials for the schema registry can't be read: " + e.getMessage(), e);
        }
    }

    /** The client's own timeout ends with the headers; this one holds for the body too. */
    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(LONGEST_ANSWER));
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(
                    "no answer in %d s".formatted(settings.timeout().toSeconds()), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.isObject() || answer.isArray()) {
                return answer;
            }
        } catch (JacksonException e) {
            throw new IOException("it answers with something else than JSON", e);
        }
        throw new IOException("it answers with something else than JSON");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
