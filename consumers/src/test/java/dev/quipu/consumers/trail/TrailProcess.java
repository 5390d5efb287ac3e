package dev.quipu.consumers.trail;

import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A trail in a file as a process of its own. */
final class TrailProcess {

    private TrailProcess() {}

    /**
     * Works until its standard input ends.
     *
     * @param args bootstrap servers, topic, folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[2]);
        TrailFormat format = TrailFormat.OCSF;
        TrailSink sink =
                new SinkSettings.ToFile(folder.resolve("trail.jsonl"), 100_000, Duration.ofDays(1)).open(format);
        try (Trail trail = Trail.start(args[1], format, sink, folder.resolve("trail.position"));
                KafkaLedger ledger =
                        KafkaLedger.open(KafkaSettings.of(args[0], args[1]), trail.observer(() -> false))) {
            trail.requireAll(ledger.state());
            while (System.in.read() != -1) {
                trail.requireWorking();
            }
        }
    }
}
