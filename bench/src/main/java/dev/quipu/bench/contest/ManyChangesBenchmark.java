package dev.quipu.bench.contest;

import dev.quipu.bench.BrokerProcess;
import dev.quipu.bench.Median;
import dev.quipu.bench.PostgresServer;
import dev.quipu.ledger.change.ChangeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** Many small changes on an empty database, and then once more when there is nothing to do. */
public final class ManyChangesBenchmark {

    private static final int WARM_UP = 200;
    private static final int SECOND_RUNS = 3;

    private final BrokerProcess broker;
    private final PostgresServer server;
    private final Path folder;

    private ManyChangesBenchmark(BrokerProcess broker, PostgresServer server, Path folder) {
        this.broker = broker;
        this.server = server;
        this.folder = folder;
    }

    /** @param counts how many changes, one run after the other */
    public static void run(int... counts) throws Exception {
        Path folder = Files.createTempDirectory("quipu-bench-changes");
        try (BrokerProcess broker = BrokerProcess.start();
                PostgresServer server = PostgresServer.start(Map.of())) {
            ManyChangesBenchmark benchmark = new ManyChangesBenchmark(broker, server, folder);
            List<Contender> warmUp = benchmark.contenders(WARM_UP);
            benchmark.measure(WARM_UP, warmUp, new ArrayList<>());
            List<Line> lines = new ArrayList<>();
            for (int count : counts) {
                benchmark.measure(count, benchmark.contenders(count), lines);
            }
            Results.head("small changes", warmUp);
            lines.forEach(line -> Results.row(line.what(), line.nanos()));
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private record Line(String what, List<Long> nanos) {}

    private List<Contender> contenders(int count) throws Exception {
        List<ChangeFile> changes = SmallChanges.of(count);
        List<Script> scripts = Script.of(changes);
        return List.of(
                new QuipuTool(changes, folder.resolve("quipu-" + count), broker.bootstrapServers()),
                new FlywayTool(scripts, folder.resolve("flyway-" + count)),
                new LiquibaseTool(scripts, folder.resolve("liquibase-" + count)));
    }

    private void measure(int count, List<Contender> contenders, List<Line> lines) throws Exception {
        List<Long> whole = new ArrayList<>();
        List<Long> applying = new ArrayList<>();
        List<Long> nothing = new ArrayList<>();
        List<Long> nothingAtAll = new ArrayList<>();
        for (Contender contender : contenders) {
            String database = server.freshDatabase();
            server.checkpoint();
            Timing timing = contender.apply(database);
            whole.add(timing.whole());
            applying.add(timing.applying());
            List<Timing> again = again(contender, database);
            nothing.add(Median.of(again.stream().mapToLong(Timing::applying).toArray()));
            nothingAtAll.add(Median.of(again.stream().mapToLong(Timing::whole).toArray()));
            contender.forget(database);
            server.drop(database);
        }
        lines.add(new Line("%,d: propose, approve, roll out".formatted(count), whole));
        lines.add(new Line("%,d: from the rollout's start to applied".formatted(count), applying));
        lines.add(new Line("%,d: nothing to do, agent's start".formatted(count), nothing));
        lines.add(new Line("%,d: nothing to do, files proposed again too".formatted(count), nothingAtAll));
    }

    private static List<Timing> again(Contender contender, String database) throws Exception {
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < SECOND_RUNS; i++) {
            timings.add(contender.applyAgain(database));
        }
        return timings;
    }
}
