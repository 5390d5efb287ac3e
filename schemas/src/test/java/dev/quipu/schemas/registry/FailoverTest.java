package dev.quipu.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.quipu.schemas.EntrySchemas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailoverTest {

    private static final String SUBJECT = "t-value";

    private final FrontServer good = FrontServer.always(200, "{\"id\": 5}");

    @AfterEach
    void close() {
        good.close();
    }

    @Test
    void goesOnFromOneThatDoesNotListen() throws IOException {
        assertThat(idFrom(unused(), good.url())).isEqualTo(5);
    }

    @Test
    void goesOnFromOneThatHasTrouble() {
        try (FrontServer bad = FrontServer.always(503, "{\"error_code\": 50003, \"message\": \"forwarding\"}")) {
            assertThat(idFrom(bad.url(), good.url())).isEqualTo(5);
        }
    }

    @Test
    void goesOnFromOneThatDoesNotAnswerInTime() {
        try (FrontServer slow = FrontServer.of(null, exchange -> park())) {
            assertThat(idFrom(slow.url(), good.url())).isEqualTo(5);
        }
    }

    @Test
    void goesOnFromOneThatStopsInTheMiddleOfAnAnswer() {
        try (FrontServer slow = FrontServer.of(null, exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            park();
        })) {
            assertThat(idFrom(slow.url(), good.url())).isEqualTo(5);
        }
    }

    @Test
    void goesOnFromWhatIsNoRegistry() {
        try (FrontServer page = FrontServer.always(200, "<html>hello</html>");
                FrontServer endless = FrontServer.of(null, FailoverTest::withoutEnd);
                FrontServer moved = FrontServer.of(null, exchange -> {
                    exchange.getResponseHeaders().set("Location", good.url().toString());
                    FrontServer.reply(exchange, 302, "");
                })) {
            assertThat(idFrom(page.url(), endless.url(), moved.url(), good.url()))
                    .isEqualTo(5);
            assertThat(good.requests()).hasSize(1);
        }
    }

    @Test
    void staysWithTheOneThatAnswered() {
        try (FrontServer bad = FrontServer.always(500, "{}");
                SchemaRegistry registry = registry(bad.url(), good.url())) {
            registry.register("one", EntrySchemas.current());
            registry.register("two", EntrySchemas.current());

            assertThat(bad.requests()).hasSize(1);
            assertThat(good.requests()).hasSize(2);
        }
    }

    @Test
    void doesNotGoOnFromANo() {
        try (FrontServer no = FrontServer.always(422, "{\"error_code\": 42201, \"message\": \"junk\"}");
                SchemaRegistry registry = registry(no.url(), good.url())) {
            assertThatThrownBy(() -> registry.register(SUBJECT, EntrySchemas.current()))
                    .isInstanceOf(RegistryException.Refused.class)
                    .hasMessageContaining("junk");
            assertThat(good.requests()).isEmpty();
        }
    }

    @Test
    void namesAllThatFailed() throws IOException {
        URI nobody = unused();
        try (FrontServer bad = FrontServer.always(500, "{}");
                SchemaRegistry registry = registry(nobody, bad.url())) {
            assertThatThrownBy(() -> registry.register(SUBJECT, EntrySchemas.current()))
                    .isInstanceOfSatisfying(RegistryException.Unreachable.class, e -> assertThat(e.nextStep())
                            .contains("registry.url"))
                    .hasMessageContaining(nobody.toString())
                    .hasMessageContaining(bad.url() + " (it answers 500)");
        }
    }

    @Test
    void asksForAnIdOnce() {
        try (SchemaRegistry registry = registry(good.url())) {
            registry.register(SUBJECT, EntrySchemas.current());
            good.close();

            assertThat(registry.register(SUBJECT, EntrySchemas.current())).isEqualTo(5);
            assertThat(registry.lookUp(SUBJECT, EntrySchemas.current())).hasValue(5);
        }
    }

    private static int idFrom(URI... urls) {
        try (SchemaRegistry registry = registry(urls)) {
            return registry.register(SUBJECT, EntrySchemas.current());
        }
    }

    private static SchemaRegistry registry(URI... urls) {
        String joined = Stream.of(urls).map(URI::toString).collect(Collectors.joining(", "));
        return new SchemaRegistry(RegistrySettings.of(joined).with(Duration.ofSeconds(2)));
    }

    private static URI unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static void withoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] blanks = new byte[1024 * 1024];
        for (int written : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)) {
            blanks[0] = (byte) (' ' + written);
            exchange.getResponseBody().write(blanks);
        }
    }

    private static void park() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
