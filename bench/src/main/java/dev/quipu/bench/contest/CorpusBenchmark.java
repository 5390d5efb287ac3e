package dev.quipu.bench.contest;

import dev.quipu.bench.BrokerProcess;
import dev.quipu.bench.Median;
import dev.quipu.bench.Operator;
import dev.quipu.bench.PostgresServer;
import dev.quipu.consumers.importer.ImportResult;
import dev.quipu.consumers.importer.MigrationImporter;
import dev.quipu.consumers.importer.MigrationKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Utils;

/** The changes of a real project on an empty database, by each tool in turns. */
public final class CorpusBenchmark {

    /** An agent is a process that goes on for weeks; until here the JVM's compiler is what takes the most time. */
    private static final int WARM_UP_ROUNDS = 10;

    private final List<Contender> contenders;
    private final PostgresServer server;

    private CorpusBenchmark(List<Contender> contenders, PostgresServer server) {
        this.contenders = contenders;
        this.server = server;
    }

    /**
     * Runs it.
     *
     * @param migrations a folder of diesel's migrations
     * @param rounds how often, after a first round in which the JVM is cold and ten more to warm it up
     */
    public static void run(Path migrations, int rounds) throws Exception {
        ImportResult imported =
                MigrationImporter.importFrom(migrations, MigrationKind.DIESEL, Operator.SERVICE, "postgresql", 1);
        if (!imported.problems().isEmpty()) {
            throw new IllegalArgumentException(imported.problems().toString());
        }
        List<Script> scripts = Script.of(imported.changes());
        Path folder = Files.createTempDirectory("quipu-bench-corpus");
        try (BrokerProcess broker = BrokerProcess.start();
                PostgresServer server = PostgresServer.start(Map.of())) {
            List<Contender> contenders = List.of(
                    new QuipuTool(imported.changes(), folder.resolve("quipu"), broker.bootstrapServers()),
                    new FlywayTool(scripts, folder.resolve("flyway")),
                    new LiquibaseTool(scripts, folder.resolve("liquibase")),
                    new PlainJdbc(scripts));
            new CorpusBenchmark(contenders, server).run(scripts.size(), rounds);
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private void run(int changes, int rounds) throws Exception {
        List<Timing> cold = round();
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round();
        }
        List<List<Timing>> warm = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            warm.add(round());
        }
        Results.head("%,d changes, %d rounds".formatted(changes, rounds), contenders);
        Results.row(
                "first round, in a cold JVM", cold.stream().map(Timing::whole).toList());
        Results.row("whole: propose, approve, roll out", medians(warm, Timing::whole));
        Results.row("from the rollout's start to applied", medians(warm, Timing::applying));
    }

    private List<Timing> round() throws Exception {
        List<Timing> timings = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (Contender contender : contenders) {
            String database = server.freshDatabase();
            server.checkpoint();
            timings.add(contender.apply(database));
            digests.add(SchemaDigest.of(database));
            contender.forget(database);
            server.drop(database);
        }
        if (digests.stream().distinct().count() > 1) {
            throw new IllegalStateException("the schemas differ: " + digests);
        }
        return timings;
    }

    private List<Long> medians(List<List<Timing>> rounds, ToLongFunction<Timing> part) {
        List<Long> medians = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            int contender = i;
            medians.add(Median.of(rounds.stream()
                    .mapToLong(round -> part.applyAsLong(round.get(contender)))
                    .toArray()));
        }
        return medians;
    }
}
