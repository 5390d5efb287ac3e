package dev.quipu.bench.fleet;

import dev.quipu.bench.Operator;
import dev.quipu.bench.PostgresServer;
import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.ledger.kafka.KafkaSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** One agent for all targets; it says what memory it has whenever it is asked. */
final class AgentProgram {

    private AgentProgram() {}

    /** @param arguments bootstrap servers, topic, the databases' JDBC URL up to their number, how many */
    public static void main(String[] arguments) throws IOException {
        QuipuAgent.Builder builder = QuipuAgent.builder().ledger(KafkaSettings.of(arguments[0], arguments[1]));
        for (int i = 1; i <= Integer.parseInt(arguments[3]); i++) {
            builder.target(
                    Operator.target("t" + i), new TargetDatabase(arguments[2] + i, PostgresServer.USER, () -> ""));
        }
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (QuipuAgent agent = builder.start()) {
            while (questions.readLine() != null) {
                System.out.println(agent.targets().isEmpty() ? "" : Memory.now());
            }
        }
    }
}
