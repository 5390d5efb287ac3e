package dev.quipu.shell.node;

import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.time.Duration;

/** The conductor and the agent of the local node: it works for every target whose connection is kept here. */
final class LedgerWorker implements NodeWorker {

    private static final Duration NEWS_WITHIN = Duration.ofSeconds(30);

    @Override
    public AutoCloseable start(NodeContext context) {
        KafkaSettings settings = KafkaSettings.of(
                        context.bootstrapServers(), context.config().ledgerTopic())
                .withSnapshots(context.home().snapshots())
                .withRegistry(context.config().registry());
        KafkaLedger.initialise(settings, "local", new Actor(context.config().actor(), ActorKind.HUMAN));
        KafkaLedger ledger = KafkaLedger.open(settings);
        Conductor conductor = Conductor.start(ledger);
        QuipuAgent agent = QuipuAgent.builder().ledger(ledger).start();
        Thread hiring =
                Thread.ofPlatform().name("quipu-targets").daemon().start(() -> takeOnTargets(context, ledger, agent));
        return () -> {
            hiring.interrupt();
            agent.close();
            conductor.close();
            ledger.close();
        };
    }

    private static void takeOnTargets(NodeContext context, Ledger ledger, QuipuAgent agent) {
        try {
            LedgerState state = ledger.state();
            while (true) {
                for (TargetId target : context.connections().targets()) {
                    TargetState known = state.target(target);
                    if (known != null && known.isActive()) {
                        agent.add(target, () -> database(context, target));
                    }
                }
                state = ledger.awaitMoreThan(state.entries(), NEWS_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TargetDatabase database(NodeContext context, TargetId target) {
        JdbcTarget jdbc = context.connector()
                .connect(target)
                .orElseThrow(() -> new NodeException("no connection is kept for " + target));
        return new TargetDatabase(jdbc.url(), jdbc.user(), jdbc::password);
    }
}
