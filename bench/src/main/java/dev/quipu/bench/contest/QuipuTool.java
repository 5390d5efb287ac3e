package dev.quipu.bench.contest;

import dev.quipu.bench.PostgresServer;
import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.change.ChangeFolder;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Proposals;
import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The path of a released change: an operator's ledger, a conductor, and an agent with a ledger of its own. The first
 * run begins when the agent is started and the files are read, and ends when the operator sees the last change applied.
 */
final class QuipuTool implements Contender {

    static final ServiceName SERVICE = new ServiceName("bench");

    private static final TargetId TARGET = new TargetId(SERVICE, "t1");
    private static final Actor ANN = new Actor("ann", ActorKind.HUMAN);
    private static final Actor BOB = new Actor("bob", ActorKind.HUMAN);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String bootstrapServers;
    private final Path folder;
    private final int changes;
    private final Map<String, KafkaSettings> ledgers = new HashMap<>();

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
        KafkaSettings settings =
                KafkaSettings.of(bootstrapServers, "contest-" + folder.getFileName() + "-" + ledgers.size());
        ledgers.put(jdbcUrl, settings);
        KafkaLedger.initialise(settings, "bench", ANN);
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            done(ledger, ANN, List.of(Command.of(new ServiceRegistered(SERVICE, "postgresql", "bench", ""), SERVICE)));
            done(ledger, ANN, List.of(Command.of(new TargetRegistered(TARGET, Map.of()), TARGET)));
            Conductor conductor = Conductor.start(ledger);
            try {
                return apply(ledger, settings, jdbcUrl);
            } finally {
                conductor.close();
            }
        }
    }

    private Timing apply(KafkaLedger ledger, KafkaSettings settings, String jdbcUrl) throws InterruptedException {
        long began = System.nanoTime();
        QuipuAgent agent = agent(settings, jdbcUrl);
        try {
            propose(ledger);
            done(
                    ledger,
                    BOB,
                    all().stream().map(id -> new ApproveChange(id, "fine")).toList());
            long approved = System.nanoTime();
            done(ledger, BOB, List.of(new StartRollout(SERVICE, 1, changes)));
            awaitApplied(ledger);
            long ended = System.nanoTime();
            return new Timing(ended - began, ended - approved);
        } finally {
            agent.close();
        }
    }

    /** Starts an agent on what is applied, and waits until it says so; the whole also has the files proposed again. */
    @Override
    public Timing applyAgain(String jdbcUrl) throws Exception {
        KafkaSettings settings = ledgers.get(jdbcUrl);
        if (settings == null) {
            throw new IllegalArgumentException("nothing was applied to " + jdbcUrl);
        }
        long began = System.nanoTime();
        try (QuipuAgent agent = agent(settings, jdbcUrl)) {
            if (!agent.awaitApplied(new ChangeId(SERVICE, changes), PATIENCE)) {
                throw new IllegalStateException("not applied");
            }
            long applied = System.nanoTime();
            try (KafkaLedger ledger = KafkaLedger.open(settings)) {
                propose(ledger);
            }
            return new Timing(System.nanoTime() - began, applied - began);
        }
    }

    private static QuipuAgent agent(KafkaSettings settings, String jdbcUrl) {
        return QuipuAgent.builder()
                .ledger(settings)
                .target(TARGET, new TargetDatabase(jdbcUrl, PostgresServer.USER, () -> ""))
                .start();
    }

    private void propose(Ledger ledger) {
        done(
                ledger,
                ANN,
                ChangeFolder.read(folder).changes().stream()
                        .map(QuipuTool::proposal)
                        .toList());
    }

    private static ProposeChange proposal(ParsedChange.Valid change) {
        return new ProposeChange(Proposals.of(change.file(), change.content()));
    }

    private List<ChangeId> all() {
        return IntStream.rangeClosed(1, changes)
                .mapToObj(number -> new ChangeId(SERVICE, number))
                .toList();
    }

    private void awaitApplied(Ledger ledger) throws InterruptedException {
        LedgerState state = ledger.state();
        while (!isApplied(state)) {
            state = ledger.awaitMoreThan(state.entries(), PATIENCE);
        }
    }

    private boolean isApplied(LedgerState state) {
        TargetState target = state.target(TARGET);
        if (target != null && target.application(target.latest() + 1) instanceof Application.Failed failed) {
            throw new IllegalStateException(failed.toString());
        }
        return target != null && target.has(changes);
    }

    private static <R> void done(Ledger ledger, Actor actor, List<? extends Command<R>> commands) {
        for (Reply<R> reply : ledger.submit(actor, commands)) {
            if (reply instanceof Reply.Refused<R>(var reason)) {
                throw new IllegalStateException(reason.message());
            }
        }
    }
}
