package dev.quipu.shell.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.consumers.agent.AgentHealth;
import dev.quipu.consumers.agent.TargetHealth;
import dev.quipu.consumers.metrics.AgentMetrics.ChangeOutcome;
import dev.quipu.ledger.Lag;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {

    private static final TargetId EU = TargetId.parse("orders@eu-1");
    private static final TargetId US = TargetId.parse("orders@us-1");
    private static final TargetHealth IDLE = new TargetHealth.Idle(Instant.EPOCH);
    private static final TargetHealth UNREACHABLE = new TargetHealth.Unreachable(Instant.EPOCH, "refused");

    private final MetricsEndpoint endpoint =
            MetricsEndpoint.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:%d%s".formatted(endpoint.port(), path));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void fares(TargetHealth eu, TargetHealth us) {
        endpoint.show(() -> new AgentHealth(null, Lag.NONE, new TreeMap<>(Map.of(EU, eu, US, us))));
    }

    @Test
    void servesMetricsForPrometheus() {
        endpoint.metrics().changeEnded(new ServiceName("orders"), ChangeOutcome.APPLIED);

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body())
                .contains("quipu_changes_total{outcome=\"applied\",service=\"orders\"} 1.0", "jvm_memory_used_bytes");
    }

    @Test
    void isReadyWhenSomeTargetCanBeWorkedOn() {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/ready").body()).contains("waitingFor");
        fares(IDLE, UNREACHABLE);
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        assertThat(get("/ready").body())
                .contains("\"idle\":1", "\"unreachable\":1", "\"problems\":{\"orders@us-1\":\"refused\"}");

        fares(UNREACHABLE, UNREACHABLE);

        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotHealthyWhenTheLedgerIsFollowedNoMore() {
        endpoint.show(() -> new AgentHealth("the topic is gone", Lag.NONE, new TreeMap<>(Map.of(EU, IDLE))));

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("\"status\":\"down\"", "the topic is gone");
    }

    @Test
    void servesNothingElse() {
        assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(send(post).statusCode()).isEqualTo(405);
    }

    @Test
    void saysWhenTheAddressIsTaken() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port());

        assertThatThrownBy(() -> MetricsEndpoint.open(taken))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(":%d can't be used", endpoint.port());
    }
}
