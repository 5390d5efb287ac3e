package dev.quipu.consumers.trail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector that answers as it is told, and with 200 after that. */
final class HttpReceiver implements AutoCloseable {

    /** What it got. */
    record Request(String type, String authorization, String body) {}

    private final HttpServer server;
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Request> taken = new CopyOnWriteArrayList<>();

    HttpReceiver(Integer... answers) throws IOException {
        this.answers.addAll(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            Integer planned = answers.poll();
            int status = planned == null ? 200 : planned;
            if (status == 200) {
                taken.add(request);
            }
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            byte[] answer = "that's how it is".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/events?key=s3cret"
                .formatted(server.getAddress().getPort()));
    }

    List<Request> requests() {
        return requests;
    }

    /** The ones answered with 200. */
    List<Request> taken() {
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
