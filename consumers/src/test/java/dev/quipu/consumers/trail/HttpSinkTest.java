package dev.quipu.consumers.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.schemas.registry.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpSinkTest {

    private static final TrailFormat FORMAT = TrailFormat.CLOUDEVENTS;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void postsLines() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver();
                TrailSink sink = sink(receiver.url(), false, TIMEOUT, () -> "t0ken")) {
            sink.deliver(lines(3));

            HttpReceiver.Request request = receiver.requests().getFirst();
            assertThat(request.type()).isEqualTo("application/x-ndjson");
            assertThat(request.authorization()).isEqualTo("Bearer t0ken");
            assertThat(request.body().lines().map(JsonMapper.shared()::readTree))
                    .extracting(line -> line.path("id").asString())
                    .containsExactly("void-0", "void-1", "void-2");
            assertThat(sink.toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void postsBatchesOfCloudEvents() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver();
                TrailSink sink = sink(receiver.url(), true, TIMEOUT, null)) {
            sink.deliver(lines(3));

            HttpReceiver.Request request = receiver.requests().getFirst();
            assertThat(request.type()).startsWith("application/cloudevents-batch+json");
            JsonNode batch = JsonMapper.shared().readTree(request.body());
            assertThat(batch.isArray()).isTrue();
            assertThat(batch.size()).isEqualTo(3);
        }
    }

    @Test
    void splitsABatchThatIsTooLarge() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver(413, 413);
                TrailSink sink = sink(receiver.url(), false, TIMEOUT, null)) {
            sink.deliver(lines(4));

            assertThat(receiver.taken())
                    .extracting(request -> request.body().lines().count())
                    .containsExactly(1L, 1L, 2L);
        }
    }

    @Test
    void takesNothingButSuccessForAnAnswer() throws Exception {
        for (int status : List.of(301, 307, 400, 401, 403, 404, 413, 429, 500, 503)) {
            try (HttpReceiver receiver = new HttpReceiver(status);
                    TrailSink sink = sink(receiver.url(), false, TIMEOUT, null)) {
                assertThatThrownBy(() -> sink.deliver(lines(1)))
                        .isInstanceOf(DeliveryException.class)
                        .hasMessageContaining("answers %d: that's how it is".formatted(status))
                        .hasMessageNotContaining("s3cret");
                assertThat(receiver.requests()).hasSize(1);
            }
        }
    }

    @Test
    void waitsLongerWhereWaitingDoesNotHelp() throws Exception {
        assertThat(pauseAfter(503)).isZero();
        assertThat(pauseAfter(429)).isZero();
        assertThat(pauseAfter(401)).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    private static Duration pauseAfter(int status) throws Exception {
        try (HttpReceiver receiver = new HttpReceiver(status);
                TrailSink sink = sink(receiver.url(), false, TIMEOUT, null)) {
            sink.deliver(lines(1));
            throw new AssertionError("it was taken");
        } catch (DeliveryException e) {
            return e.notBefore();
        }
    }

    @Test
    void waitsForNobodyForEver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TrailSink sink = sink(
                        URI.create("http://127.0.0.1:%d/".formatted(silent.getLocalPort())),
                        false,
                        Duration.ofMillis(200),
                        null)) {
            assertThatThrownBy(() -> sink.deliver(lines(1)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(DeliveryException.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void aTokenThatIsGoneIsWaitedFor() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver();
                TrailSink sink = sink(receiver.url(), false, TIMEOUT, () -> {
                    throw new IllegalStateException("no such file");
                })) {
            assertThatThrownBy(() -> sink.deliver(lines(1)))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("no such file");
        }
    }

    @Test
    void givesNoTokenAwayOnTheNetwork() {
        assertThatThrownBy(() -> settings("http://siem.example/events", () -> "t"))
                .hasMessageContaining("over http the token could be read");
        assertThatThrownBy(() -> settings("ftp://siem.example/", null)).hasMessageContaining("no URL");
        assertThatThrownBy(() -> settings("https://a:b@siem.example/", null)).hasMessageContaining("it holds a user");
        assertThat(settings("https://siem.example/events", () -> "t").toString())
                .isEqualTo("https://siem.example/events");
        assertThat(settings("http://127.0.0.1:8088/", () -> "t")).isNotNull();
        assertThatThrownBy(() -> new SinkSettings.ToSyslog("siem.example", 601, null))
                .hasMessageContaining("use TLS");
        assertThat(new SinkSettings.ToSyslog("localhost", 601, null)).isNotNull();
    }

    private static SinkSettings settings(String url, @Nullable Supplier<String> token) {
        return new SinkSettings.ToHttp(URI.create(url), false, TIMEOUT, token, TlsSettings.platform());
    }

    private static TrailSink sink(URI url, boolean batch, Duration timeout, @Nullable Supplier<String> token) {
        return new SinkSettings.ToHttp(url, batch, timeout, token, TlsSettings.platform()).open(FORMAT);
    }

    private static List<TrailLine> lines(long count) {
        return LongStream.range(0, count)
                .mapToObj(number -> FORMAT.line(Entries.garbage(number)))
                .toList();
    }
}
