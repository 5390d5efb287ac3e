package dev.quipu.consumers.agent;

import dev.quipu.ledger.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent in a process of its own that ends itself at a crash point, as SIGKILL would: without a word to anybody. It
 * also ends when the process that started it does.
 */
final class CrashingAgent {

    static final int KILLED = 137;

    private CrashingAgent() {}

    /** Starts one that ends at the {@code nth} passing of {@code point}, or never if {@code nth} is 0. */
    static Process start(Shop shop, CrashPoint point, int nth) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingAgent.class.getName()));
        command.addAll(List.of(
                shop.settings.bootstrapServers(),
                shop.settings.topic(),
                shop.jdbcUrl,
                point.name(),
                Integer.toString(nth)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** @param arguments brokers, topic, JDBC URL, crash point, at which passing */
    public static void main(String[] arguments) throws IOException {
        CrashPoint fatal = CrashPoint.valueOf(arguments[3]);
        int nth = Integer.parseInt(arguments[4]);
        AtomicInteger passings = new AtomicInteger();
        TargetDatabase database = new TargetDatabase(arguments[2], "postgres", () -> "postgres");
        try (QuipuAgent agent = QuipuAgent.builder()
                .ledger(KafkaSettings.of(arguments[0], arguments[1]))
                .target(Shop.TARGET, database)
                .crashPoints(point -> {
                    if (point == fatal && passings.incrementAndGet() == nth) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                })
                .start()) {
            while (System.in.read() >= 0) {
                agent.targets();
            }
        }
    }
}
