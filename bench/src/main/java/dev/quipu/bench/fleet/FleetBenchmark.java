package dev.quipu.bench.fleet;

import dev.quipu.bench.BrokerProcess;
import dev.quipu.bench.Operator;
import dev.quipu.bench.PostgresServer;
import dev.quipu.bench.Table;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** Changes of three steps on many databases of one server, as one wave of an agent, and as a Flyway loop. */
public final class FleetBenchmark {

    private static final int CHANGES = 3;
    private static final int STEPS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Map<String, String> SETTINGS = Map.of("max_connections", "100", "max_wal_size", "8GB");

    private final int targets;
    private final PostgresServer server;
    private final Path folder;

    private FleetBenchmark(int targets, PostgresServer server, Path folder) {
        this.targets = targets;
        this.server = server;
        this.folder = folder;
    }

    /** @param targets how many */
    public static void run(int targets) throws Exception {
        Path folder = Files.createTempDirectory("quipu-bench-fleet");
        try (BrokerProcess broker = BrokerProcess.start();
                PostgresServer server = PostgresServer.start(SETTINGS)) {
            FleetBenchmark benchmark = new FleetBenchmark(targets, server, folder);
            benchmark.createDatabases();
            List<Long> loop = new ArrayList<>();
            List<Long> agent = new ArrayList<>();
            Memory theirs = benchmark.loop(loop);
            Memory ours = benchmark.agent(broker.bootstrapServers(), agent);
            benchmark.print(agent, loop, ours, theirs);
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private void createDatabases() throws Exception {
        server.durable(false);
        for (int i = 1; i <= targets; i++) {
            server.create("target_" + i);
        }
        server.durable(true);
    }

    private String url() {
        return server.url("target_");
    }

    private Memory loop(List<Long> nanos) throws IOException {
        try (ChildJvm child = ChildJvm.start(LoopProgram.class, url(), Integer.toString(targets))) {
            String answer = "";
            for (int change = 1; change <= CHANGES; change++) {
                Path migrations = migrations(change);
                long began = System.nanoTime();
                answer = child.ask(migrations.toString());
                nanos.add(System.nanoTime() - began);
            }
            return Memory.parse(answer);
        }
    }

    /** A folder with the migrations of all changes up to this one, a file per step. */
    private Path migrations(int last) throws IOException {
        Path migrations = Files.createDirectories(folder.resolve("flyway-" + last));
        int version = 1;
        for (int change = 1; change <= last; change++) {
            for (String sql : statements("loop", change)) {
                Files.writeString(migrations.resolve("V%d__step.sql".formatted(version++)), sql);
            }
        }
        return migrations;
    }

    private Memory agent(String bootstrapServers, List<Long> nanos) throws Exception {
        List<TargetId> all = IntStream.rangeClosed(1, targets)
                .mapToObj(i -> Operator.target("t" + i))
                .toList();
        try (Operator operator = Operator.start(bootstrapServers, "fleet", all);
                ChildJvm child = ChildJvm.start(
                        AgentProgram.class, bootstrapServers, "fleet", url(), Integer.toString(targets))) {
            String answer = child.ask("memory");
            for (int number = 1; number <= CHANGES; number++) {
                operator.propose(List.of(Operator.proposal(change(number))));
                operator.approve(number, number);
                long began = System.nanoTime();
                operator.rollOut(number, number);
                if (!operator.awaitApplied(number, PATIENCE)) {
                    throw new IllegalStateException("not applied");
                }
                nanos.add(System.nanoTime() - began);
                answer = child.ask("memory");
                operator.awaitNoRollout();
            }
            return Memory.parse(answer);
        }
    }

    private static ChangeFile change(int number) {
        List<String> statements = statements("wave", number);
        List<Step> steps = IntStream.rangeClosed(1, STEPS)
                .<Step>mapToObj(step -> new Step.SqlStep("step " + step, statements.get(step - 1), null, true))
                .toList();
        return new ChangeFile(
                new ChangeId(Operator.SERVICE, number),
                "change-" + number,
                "all of them need it",
                null,
                Phase.EXPAND,
                List.of(),
                List.of(),
                steps,
                "a benchmark goes one way");
    }

    private static List<String> statements(String prefix, int change) {
        String table = "%s_%d".formatted(prefix, change);
        return List.of(
                "CREATE TABLE %s (id bigint PRIMARY KEY, name text NOT NULL)".formatted(table),
                "ALTER TABLE %s ADD COLUMN price numeric(10, 2)".formatted(table),
                "CREATE INDEX %s_name ON %1$s (name)".formatted(table));
    }

    private void print(List<Long> agent, List<Long> loop, Memory ours, Memory theirs) {
        Table.head("%,d targets, a change of three steps".formatted(targets), "one agent", "Flyway loop", "ratio");
        for (int change = 0; change < CHANGES; change++) {
            long one = agent.get(change);
            long other = loop.get(change);
            Table.row(
                    "change %d%s".formatted(change + 1, change == 0 ? ", with the tool's own tables" : ""),
                    Table.seconds(one),
                    Table.seconds(other),
                    Table.ratio((double) one / other));
        }
        Table.row("most memory", ours.mostMib() + " MiB", theirs.mostMib() + " MiB", "");
        Table.row("heap afterwards", ours.heapMib() + " MiB", theirs.heapMib() + " MiB", "");
    }
}
