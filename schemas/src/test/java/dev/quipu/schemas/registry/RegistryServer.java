package dev.quipu.schemas.registry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A process of Apicurio Registry on loopback, with its data in memory. */
public final class RegistryServer implements AutoCloseable {

    private static final Path UNPACKED = Path.of("..", "schemas", "target", "apicurio-registry");
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: (http://127\\.0\\.0\\.1:\\d+)\\. Management interface listening on (http://\\S+:\\d+)\\.");

    private final Process process;
    private final URI address;

    private RegistryServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The registry of all tests of one JVM, started by the first that asks. */
    public static RegistryServer shared() {
        return Holder.SHARED;
    }

    /** One that a test may kill. */
    public static RegistryServer start() throws IOException {
        return start(0);
    }

    /** One on a certain port, where another was before. */
    public static RegistryServer start(int port) throws IOException {
        Path log = Files.createTempFile("registry", ".log");
        log.toFile().deleteOnExit();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        UNPACKED.resolve("quarkus-run.jar").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofMinutes(2)).until(() -> isReady(process, log));
        return new RegistryServer(
                process, URI.create(listening(log).orElseThrow().group(1)));
    }

    /** The base address of Confluent's API. */
    public URI api() {
        return URI.create(address + "/apis/ccompat/v7");
    }

    /** Where it listens. */
    public int port() {
        return address.getPort();
    }

    /** Settings of a client. */
    public RegistrySettings settings() {
        return RegistrySettings.of(api().toString());
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static boolean isReady(Process process, Path log) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the registry ended: " + Files.readString(log));
        }
        Optional<MatchResult> listening = listening(log);
        return listening.isPresent() && isHealthy(listening.get().group(2));
    }

    private static boolean isHealthy(String management) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(URI.create(management + "/health/ready"))
                    .build();
            return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    private static Optional<MatchResult> listening(Path log) throws IOException {
        return LISTENING.matcher(Files.readString(log)).results().findFirst();
    }

    private static final class Holder {

        private static final RegistryServer SHARED = startShared();

        private static RegistryServer startShared() {
            try {
                return start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
