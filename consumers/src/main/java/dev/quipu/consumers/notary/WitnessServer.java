package dev.quipu.consumers.notary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.quipu.consumers.notary.WitnessBook.Answer;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.proof.AddCheckpoint;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A witness over HTTP (C2SP tlog-witness v1.0.0): {@code POST /add-checkpoint}, and {@code GET /<sha256 of the
 * origin>/checkpoint} for the newest one that it confirmed. Thread-safe.
 */
public final class WitnessServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessServer.class);

    /** A proof of 63 hashes, and a checkpoint with a hundred signatures. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final int AT_A_TIME = 32;
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final WitnessBook book;

    static {
        // the server's own way to be told how long a request may take; one that is set already wins
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", Long.toString(READ_WITHIN.toSeconds()));
    }

    private WitnessServer(HttpServer server, WitnessBook book) {
        this.server = server;
        this.book = book;
    }

    /**
     * Starts a witness.
     *
     * @param state the folder with what it has seen, which must not get lost
     * @param name of its key, such as {@code witness.example}
     * @param logs keys of the logs to watch, whose names are their origins
     * @throws IOException if it can't listen there, or the folder can't be used
     */
    public static WitnessServer start(
            InetSocketAddress address, Path state, String name, Signer signer, List<NoteVerifierKey> logs)
            throws IOException {
        return start(address, new WitnessBook(state, name, signer, logs, Clock.systemUTC()));
    }

    static WitnessServer start(InetSocketAddress address, WitnessBook book) throws IOException {
        WitnessServer witness = new WitnessServer(HttpServer.create(address, 0), book);
        witness.server.setExecutor(witness.threads);
        witness.server.createContext("/", witness::handle);
        witness.server.start();
        return witness;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The key that verifies what it signs. */
    public NoteVerifierKey key() {
        return book.key();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!places.tryAcquire()) {
                reply(exchange, 503, TEXT, "too many requests at a time\n");
                return;
            }
            try {
                answer(exchange);
            } catch (IOException | RuntimeException e) {
                LOG.error("a request failed: {}", e.getMessage());
                reply(exchange, 500, TEXT, "the witness can't answer now\n");
            } finally {
                places.release();
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/add-checkpoint")) {
            if (exchange.getRequestMethod().equals("POST")) {
                add(exchange);
            } else {
                reply(exchange, 405, TEXT, "only POST\n");
            }
        } else if (path.endsWith("/checkpoint") && exchange.getRequestMethod().equals("GET")) {
            String name = path.substring(1, Math.max(1, path.length() - "/checkpoint".length()));
            String newest = book.newest(name).orElse(null);
            reply(exchange, newest == null ? 404 : 200, TEXT, newest == null ? "no such log\n" : newest);
        } else {
            reply(exchange, 404, TEXT, "nothing here\n");
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            reply(exchange, 413, TEXT, "more than %d bytes\n".formatted(MOST_BYTES));
            return;
        }
        try {
            reply(exchange, book.add(AddCheckpoint.parse(body)));
        } catch (NoteException e) {
            reply(exchange, 400, TEXT, e.getMessage() + "\n");
        }
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Signed(String lines) -> reply(exchange, 200, TEXT, lines);
            case Answer.UnknownLog none -> reply(exchange, 404, TEXT, "this witness doesn't watch that log\n");
            case Answer.NotTheLogs none -> reply(exchange, 403, TEXT, "the log's key didn't sign that\n");
            case Answer.SeenOther(long size) -> reply(exchange, 409, SIZE, size + "\n");
            case Answer.Senseless(String reason) -> reply(exchange, 400, TEXT, reason + "\n");
            case Answer.Inconsistent none -> {
                LOG.warn("somebody asked to confirm a log that is not the one that was seen");
                reply(exchange, 422, TEXT, "that is not how the log began\n");
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
