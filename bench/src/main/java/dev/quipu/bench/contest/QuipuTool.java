package dev.quipu.bench.contest;

import dev.quipu.bench.Operator;
import dev.quipu.bench.PostgresServer;
import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.change.ChangeFolder;
import dev.quipu.ledger.change.Proposals;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The path of a released change: an operator's ledger, a conductor, and an agent with a ledger of its own. The first
 * run begins when the agent is started and the files are read, and ends when the operator sees the last change applied.
 */
final class QuipuTool implements Contender {

    private static final TargetId TARGET = Operator.target("t1");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String bootstrapServers;
    private final Path folder;
    private final int changes;
    private final Map<String, Operator> operators = new HashMap<>();

    QuipuTool(List<ChangeFile> changes, Path folder, String bootstrapServers) throws IOException {
        this.bootstrapServers = bootstrapServers;
        this.folder = Files.createDirectories(folder);
        this.changes = changes.size();
        for (ChangeFile change : changes) {
            Files.writeString(folder.resolve(change.fileName()), ChangeFileWriter.write(change));
        }
    }

    @Override
    public String name() {
        return "Quipu";
    }

    @Override
    public Timing apply(String jdbcUrl) throws Exception {
        String topic = "contest-" + folder.getFileName() + "-" + jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
        Operator operator = Operator.start(bootstrapServers, topic, List.of(TARGET));
        operators.put(jdbcUrl, operator);
        long began = System.nanoTime();
        QuipuAgent agent = agent(operator.settings(), jdbcUrl);
        try {
            propose(operator);
            operator.approve(1, changes);
            long approved = System.nanoTime();
            operator.rollOut(1, changes);
            requireApplied(operator.awaitApplied(changes, PATIENCE));
            long ended = System.nanoTime();
            return new Timing(ended - began, ended - approved);
        } finally {
            agent.close();
        }
    }

    /** Starts an agent on what is applied, and waits until it says so; the whole also has the files proposed again. */
    @Override
    public Timing applyAgain(String jdbcUrl) throws Exception {
        Operator operator = operators.get(jdbcUrl);
        if (operator == null) {
            throw new IllegalArgumentException("nothing was applied to " + jdbcUrl);
        }
        long began = System.nanoTime();
        try (QuipuAgent agent = agent(operator.settings(), jdbcUrl)) {
            requireApplied(agent.awaitApplied(new ChangeId(Operator.SERVICE, changes), PATIENCE));
            long applied = System.nanoTime();
            propose(operator);
            return new Timing(System.nanoTime() - began, applied - began);
        }
    }

    @Override
    public void forget(String jdbcUrl) {
        Operator operator = operators.remove(jdbcUrl);
        if (operator != null) {
            operator.close();
        }
    }

    private static QuipuAgent agent(KafkaSettings settings, String jdbcUrl) {
        return QuipuAgent.builder()
                .ledger(settings)
                .target(TARGET, new TargetDatabase(jdbcUrl, PostgresServer.USER, () -> ""))
                .start();
    }

    private void propose(Operator operator) {
        operator.propose(ChangeFolder.read(folder).changes().stream()
                .map(change -> Proposals.of(change.file(), change.content()))
                .toList());
    }

    private static void requireApplied(boolean applied) {
        if (!applied) {
            throw new IllegalStateException("not applied");
        }
    }
}
