package dev.quipu.consumers.trail;

import dev.quipu.schemas.registry.LimitedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Batches of records in POST requests. One is confirmed by a status of 2xx; a record may come more than once, always
 * under the same id.
 */
final class HttpSink implements TrailSink {

    /** How a batch is put into a body. */
    enum Body {
        /** A JSON object in each line. */
        NDJSON("application/x-ndjson", "", "\n", "\n"),
        /** CloudEvents' batch: a JSON array. */
        CLOUDEVENTS_BATCH("application/cloudevents-batch+json; charset=UTF-8", "[", ",\n", "]");

        private final String type;
        private final String before;
        private final String between;
        private final String after;

        Body(String type, String before, String between, String after) {
            this.type = type;
            this.before = before;
            this.between = between;
            this.after = after;
        }

        String of(List<TrailLine> lines) {
            return lines.stream().map(TrailLine::json).collect(Collectors.joining(between, before, after));
        }
    }

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SLOWLY = Duration.ofMinutes(1);
    private static final Duration LONGEST_WISH = Duration.ofMinutes(10);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int SHOWN = 200;

    private final URI url;
    private final Body body;
    private final Duration timeout;
    private final @Nullable Supplier<String> token;
    private final HttpClient client;

    /**
     * @param timeout for the whole of a request
     * @param token sent as bearer token, read each time; null for none
     * @param tls whom to trust, or null for the Java platform's authorities
     */
    HttpSink(URI url, Body body, Duration timeout, @Nullable Supplier<String> token, @Nullable SSLContext tls) {
        this.url = url;
        this.body = body;
        this.timeout = timeout;
        this.token = token;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        this.client = tls == null ? builder.build() : builder.sslContext(tls).build();
    }

    @Override
    public void deliver(List<TrailLine> lines) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = post(body.of(lines));
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        if (status == 413 && lines.size() > 1) {
            int half = lines.size() / 2;
            deliver(lines.subList(0, half));
            deliver(lines.subList(half, lines.size()));
            return;
        }
        throw new DeliveryException(
                "%s answers %d%s".formatted(this, status, excerpt(answer.body())), pause(status, answer));
    }

    private static Duration pause(int status, HttpResponse<byte[]> answer) {
        return status == 429 || status >= 500 ? wish(answer) : SLOWLY;
    }

    /** What the header Retry-After says in seconds, within reason. */
    private static Duration wish(HttpResponse<byte[]> answer) {
        String text = answer.headers().firstValue("Retry-After").orElse("0");
        Duration wish = text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
        return wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(SHOWN, text.length()));
    }

    private HttpResponse<byte[]> post(String text) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", body.type)
                .POST(HttpRequest.BodyPublishers.ofString(text));
        if (token != null) {
            request.header("Authorization", "Bearer " + token());
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new LimitedBody(LONGEST_ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("%s gives no answer in %d s".formatted(this, timeout.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException("%s can't be reached (%s)".formatted(this, reason(e.getCause())), e);
        } finally {
            answer.cancel(true);
        }
    }

    /** A secret's file may have gone, or have changed: that mends itself, or somebody does it. */
    private String token() throws IOException {
        try {
            String value = token == null ? "" : token.get();
            if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw new DeliveryException("the token for %s can't be sent: it is no word".formatted(this), SLOWLY);
            }
            return value;
        } catch (RuntimeException e) {
            throw new DeliveryException("the token for %s: %s".formatted(this, e.getMessage()), SLOWLY);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Without what may be secret in it. */
    @Override
    public String toString() {
        return "%s://%s%s".formatted(url.getScheme(), url.getAuthority(), url.getPath());
    }
}
