package dev.quipu.bench.backfill;

import dev.quipu.bench.BrokerProcess;
import dev.quipu.bench.PostgresServer;
import dev.quipu.bench.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Filling a column of a large table: how fast, and what it does to those who work on the table meanwhile. */
public final class BackfillBenchmark {

    private static final long WARM_UP_ROWS = 100_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration UNDISTURBED = Duration.ofSeconds(15);
    private static final Duration DISTURBED = Duration.ofSeconds(30);

    /** A server that is set up for this much writing, so that it is not its checkpoints that are measured. */
    private static final Map<String, String> SETTINGS =
            Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "checkpoint_timeout", "30min");

    private final PostgresServer server;

    private BackfillBenchmark(PostgresServer server) {
        this.server = server;
    }

    /** @param sizes how many rows the table has; with the last, others are at work too */
    public static void run(long... sizes) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start();
                PostgresServer server = PostgresServer.start(SETTINGS)) {
            String bootstrapServers = broker.bootstrapServers();
            List<Filling> atFullSpeed =
                    List.of(new PlainUpdate(), new FixedBatches(), QuipuBackfill.unthrottled(bootstrapServers));
            List<Filling> besideOthers =
                    List.of(new PlainUpdate(), new FixedBatches(), QuipuBackfill.standard(bootstrapServers));
            new BackfillBenchmark(server).measure(atFullSpeed, besideOthers, sizes);
        }
    }

    private void measure(List<Filling> atFullSpeed, List<Filling> besideOthers, long... sizes) throws Exception {
        warmUp(atFullSpeed);
        Table.head("rows", "filled by", "time", "rows/s", "of one UPDATE's");
        for (long size : sizes) {
            Dataset dataset = Dataset.create(server, size);
            rates(dataset, atFullSpeed);
            if (size == sizes[sizes.length - 1]) {
                System.out.println();
                load(dataset, besideOthers);
            }
            server.drop(dataset.template());
        }
    }

    private void warmUp(List<Filling> fillings) throws Exception {
        Dataset dataset = Dataset.create(server, WARM_UP_ROWS);
        for (Filling filling : fillings) {
            String url = dataset.copy();
            filling.fill(dataset, url, null);
            server.drop(url);
        }
        server.drop(dataset.template());
    }

    private void rates(Dataset dataset, List<Filling> fillings) throws Exception {
        double plain = 0;
        for (Filling filling : fillings) {
            String url = dataset.copy();
            server.checkpoint();
            Filling.Filled filled = filling.fill(dataset, url, null);
            dataset.requireFilled(url);
            server.drop(url);
            double rate = filled.rows() * 1e9 / filled.nanos();
            plain = plain == 0 ? rate : plain;
            Table.row(
                    "%,d".formatted(dataset.rows()),
                    filling.name(),
                    Table.seconds(filled.nanos()),
                    "%,.0f".formatted(rate),
                    Table.ratio(rate / plain));
        }
    }

    private void load(Dataset dataset, List<Filling> fillings) throws Exception {
        Table.head("others at work beside", "p50", "p99", "longest", "p99 / undisturbed", "rows/s filled");
        double undisturbed = besides(dataset, new Nothing(), UNDISTURBED, 0);
        for (Filling filling : fillings) {
            besides(dataset, filling, DISTURBED, undisturbed);
        }
    }

    /** The 99th percentile, in nanoseconds. */
    private double besides(Dataset dataset, Filling filling, Duration atMost, double undisturbed) throws Exception {
        String url = dataset.copy();
        server.checkpoint();
        try (OltpLoad warmUp = OltpLoad.start(dataset, url)) {
            Thread.sleep(WARM_UP);
            warmUp.stop();
        }
        try (OltpLoad load = OltpLoad.start(dataset, url)) {
            Filling.Filled filled = filling.fill(dataset, url, atMost);
            Histogram latencies = load.stop();
            double p99 = latencies.getValueAtPercentile(99);
            Table.row(
                    filling.name(),
                    Table.milliseconds(latencies.getValueAtPercentile(50) / 1e6),
                    Table.milliseconds(p99 / 1e6),
                    Table.milliseconds(latencies.getMaxValue() / 1e6),
                    Table.ratio(undisturbed == 0 ? 1 : p99 / undisturbed),
                    "%,.0f".formatted(filled.rows() * 1e9 / filled.nanos()));
            return p99;
        } finally {
            server.drop(url);
        }
    }
}
