package dev.quipu.ledger.cluster;

import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A process with a ledger: says {@code ready}, then reads a request per line, or a number of entries, and answers each
 * with a line: what the ledger replied, or the hash of the state at that number of entries.
 */
final class LedgerProcess {

    private LedgerProcess() {}

    /** Arguments: the topic, then a setting {@code name=value} of Kafka's clients each. */
    public static void main(String[] args) throws Exception {
        Map<String, String> clients = new TreeMap<>();
        Stream.of(args).skip(1).map(arg -> arg.split("=", 2)).forEach(pair -> clients.put(pair[0], pair[1]));
        try (KafkaLedger ledger = KafkaLedger.open(new KafkaSettings(args[0], clients));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            LocalClient client = new LocalClient(ledger);
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(
                        line.contains(" ")
                                ? client.perform(Request.parse(line)).toString()
                                : client.hashAt(Long.parseLong(line)));
            }
        }
    }
}
