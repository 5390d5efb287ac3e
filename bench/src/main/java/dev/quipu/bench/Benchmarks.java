package dev.quipu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/** Runs the side-by-side benchmarks on a broker of its own. */
public final class Benchmarks {

    private Benchmarks() {}

    /** @param arguments one: how many services the long log has, 1,000 for a million entries */
    public static void main(String[] arguments) throws Exception {
        SampleLedger sample = new SampleLedger(Integer.parseInt(arguments[0]), 10);
        Path snapshots = Files.createTempDirectory("quipu-bench-snapshots");
        try (BrokerProcess broker = BrokerProcess.start()) {
            Table.head();
            new AppendBenchmark(broker.bootstrapServers()).run();
            new LogBenchmark(sample, broker.bootstrapServers(), snapshots).run();
        } finally {
            delete(snapshots);
        }
    }

    private static void delete(Path folder) throws IOException {
        Utils.delete(folder.toFile());
    }
}
