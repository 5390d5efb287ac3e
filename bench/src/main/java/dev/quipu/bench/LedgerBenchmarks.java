package dev.quipu.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/** The ledger beside the plain Kafka client. */
final class LedgerBenchmarks {

    private LedgerBenchmarks() {}

    /** @param services how many the long log has, 1,000 for a million entries */
    static void run(int services) throws Exception {
        SampleLedger sample = new SampleLedger(services, 10);
        Path snapshots = Files.createTempDirectory("quipu-bench-snapshots");
        try (BrokerProcess broker = BrokerProcess.start()) {
            Table.head("what", "ledger", "plain client", "ratio");
            new AppendBenchmark(broker.bootstrapServers()).run();
            new LogBenchmark(sample, broker.bootstrapServers(), snapshots).run();
            Table.head("what", "with identities", "without", "ratio");
            SampleLedger smaller = new SampleLedger(Math.max(1, services / 10), 10);
            new SignedLogBenchmark(smaller, broker.bootstrapServers(), snapshots).run();
        } finally {
            Utils.delete(snapshots.toFile());
        }
    }
}
