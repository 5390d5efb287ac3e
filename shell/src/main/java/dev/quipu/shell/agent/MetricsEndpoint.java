package dev.quipu.shell.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.quipu.consumers.agent.AgentHealth;
import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.consumers.metrics.MicrometerMetrics;
import dev.quipu.shell.config.ConfigException;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent's metrics for Prometheus at {@code /metrics}, and its health at {@code /health} (503 if the process is to be
 * started again) and {@code /ready} (503 while it can't work), over HTTP. Thread-safe.
 */
final class MetricsEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final @Nullable HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<@Nullable Supplier<AgentHealth>> health = new AtomicReference<>();

    private MetricsEndpoint(@Nullable HttpServer server) {
        this.server = server;
    }

    /**
     * Begins to serve at {@code address}; does nothing if that is null.
     *
     * @throws ConfigException if the address can't be used
     */
    static MetricsEndpoint open(@Nullable InetSocketAddress address) {
        if (address == null) {
            return new MetricsEndpoint(null);
        }
        try {
            HttpServer server = HttpServer.create(address, 0);
            MetricsEndpoint endpoint = new MetricsEndpoint(server);
            endpoint.serve(server);
            return endpoint;
        } catch (IOException e) {
            throw new ConfigException(
                    "metrics.address %s:%d can't be used (%s). Choose another, or off."
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
    }

    private void serve(HttpServer to) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        to.setExecutor(threads);
        to.createContext("/metrics", exchange -> answer(exchange, "/metrics", 200, PROMETHEUS, registry::scrape));
        to.createContext("/health", exchange -> answer(exchange, "/health", HealthText.of(health.get(), true)));
        to.createContext("/ready", exchange -> answer(exchange, "/ready", HealthText.of(health.get(), false)));
        to.start();
        LOG.info("metrics and health at http://{}:{}", to.getAddress().getHostString(), port());
    }

    /** Where an agent counts and measures. */
    AgentMetrics metrics() {
        return server == null ? AgentMetrics.NONE : MicrometerMetrics.in(registry);
    }

    /** From now on tells of this agent; before, that there is none yet. */
    void show(Supplier<AgentHealth> of) {
        health.set(of);
    }

    /** The port it listens at, or 0 if it doesn't. */
    int port() {
        return server == null ? 0 : server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, HealthText text) throws IOException {
        answer(exchange, path, text.status(), JSON, text::json);
    }

    /** A context is also asked for what is below its path. */
    private static void answer(HttpExchange exchange, String path, int status, String type, Supplier<String> text)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.close();
        registry.close();
    }
}
