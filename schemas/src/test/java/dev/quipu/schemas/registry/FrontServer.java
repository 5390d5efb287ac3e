package dev.quipu.schemas.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A web server that stands where a registry should, and answers as a test wants it. */
public final class FrontServer implements AutoCloseable {

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What it answers. */
    @FunctionalInterface
    public interface Answer {

        /** Answers one request. */
        void to(HttpExchange exchange) throws IOException;
    }

    private FrontServer(HttpServer server, String scheme, Answer answer) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                answer.to(exchange);
            }
        });
        server.start();
    }

    /** A server that gives every request the same answer. */
    public static FrontServer always(int status, String body) {
        return of(null, exchange -> reply(exchange, status, body));
    }

    /** A server, with TLS if there is a context for it. */
    public static FrontServer of(@Nullable SSLContext tls, Answer answer) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls == null) {
                return new FrontServer(HttpServer.create(anyPort, 0), "http", answer);
            }
            HttpsServer secured = HttpsServer.create(anyPort, 0);
            secured.setHttpsConfigurator(new AskingForCertificates(tls));
            return new FrontServer(secured, "https", answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers one request. */
    public static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method and path of all it was asked, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private static final class AskingForCertificates extends HttpsConfigurator {

        AskingForCertificates(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters asking = getSSLContext().getDefaultSSLParameters();
            asking.setWantClientAuth(true);
            parameters.setSSLParameters(asking);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
