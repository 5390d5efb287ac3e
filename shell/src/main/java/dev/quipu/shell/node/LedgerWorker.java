package dev.quipu.shell.node;

import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.consumers.notary.Notary;
import dev.quipu.consumers.notary.NotarySettings;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.telemetry.topic.TelemetryTopic;
import dev.quipu.ledger.telemetry.topic.TelemetryWriter;
import dev.quipu.shell.config.QuipuHome;
import dev.quipu.shell.config.SeenFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conductor, the notary and the agent of the local node: it works for every target whose connection is kept here.
 * While the ledger can't be used it tries again and again, so that it can be mended with the broker running.
 */
final class LedgerWorker implements NodeWorker {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWorker.class);
    private static final Duration NEWS_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Who works while the ledger is open. */
    private record Crew(KafkaLedger ledger, Conductor conductor, Notary notary, QuipuAgent agent)
            implements AutoCloseable {

        static Crew hire(NodeContext context, KafkaSettings settings) {
            KafkaLedger ledger = KafkaLedger.open(settings);
            return new Crew(
                    ledger,
                    Conductor.start(ledger),
                    Notary.start(ledger, settings, notary(context.home())),
                    QuipuAgent.builder()
                            .ledger(ledger)
                            .registry(settings.registry())
                            .telemetry(TelemetryWriter.of(settings))
                            .start());
        }

        private static NotarySettings notary(QuipuHome home) {
            return new NotarySettings(home.notary(), home.checkpoints());
        }

        @Override
        public void close() {
            agent.close();
            notary.close();
            conductor.close();
            ledger.close();
        }
    }

    @Override
    public AutoCloseable start(NodeContext context) {
        KafkaSettings settings = KafkaSettings.of(
                        context.bootstrapServers(), context.config().ledgerTopic())
                .withTelemetry(context.config().telemetryTopic())
                .withSnapshots(context.home().snapshots())
                .withRegistry(context.config().registry())
                .withKeyring(new KeyFolder(context.home().keys(), null))
                .withSeen(SeenFile.of(context.home(), context.config()));
        Crew first = firstCrew(context, settings);
        Thread thread = Thread.ofPlatform().name("quipu-ledger").daemon().start(() -> work(context, settings, first));
        return () -> {
            thread.interrupt();
            thread.join();
        };
    }

    private static @Nullable Crew firstCrew(NodeContext context, KafkaSettings settings) {
        try {
            new LocalIdentities(context, settings).establish();
            return Crew.hire(context, settings);
        } catch (LedgerException e) {
            LOG.error("{}. {}", e.getMessage(), e.nextStep());
            return null;
        }
    }

    private static void work(NodeContext context, KafkaSettings settings, @Nullable Crew first) {
        Crew crew = first;
        String said = "";
        TelemetryTopic.tryCreate(settings);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    crew = crew == null ? Crew.hire(context, settings) : crew;
                    LedgerState state = crew.ledger().state();
                    takeOnTargets(context, state, crew.agent());
                    crew.ledger().awaitMoreThan(state.entries(), NEWS_WITHIN);
                } catch (LedgerException e) {
                    said = said("waiting for the ledger: %s. %s".formatted(e.getMessage(), e.nextStep()), said);
                    close(crew);
                    crew = null;
                    Thread.sleep(PAUSE);
                } catch (RuntimeException e) { // such as a damaged connection: whoever works goes on
                    said = said("can't take on targets: " + e, said);
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeInPeace(crew);
        }
    }

    /** On an interrupted thread nobody would wait for the agents, and the databases must outlive them. */
    private static void closeInPeace(@Nullable Crew crew) {
        boolean interrupted = Thread.interrupted();
        close(crew);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says it, unless it was what was said last. */
    private static String said(String text, String before) {
        if (!text.equals(before)) {
            LOG.warn(text);
        }
        return text;
    }

    private static void close(@Nullable Crew crew) {
        if (crew != null) {
            crew.close();
        }
    }

    private static void takeOnTargets(NodeContext context, LedgerState state, QuipuAgent agent) {
        for (TargetId target : context.connections().targets()) {
            TargetState known = state.target(target);
            if (known != null && known.isActive()) {
                agent.add(target, () -> database(context, target));
            }
        }
    }

    private static TargetDatabase database(NodeContext context, TargetId target) {
        JdbcTarget jdbc = context.connector()
                .connect(target)
                .orElseThrow(() -> new NodeException("no connection is kept for " + target));
        return new TargetDatabase(jdbc.url(), jdbc.user(), jdbc::password);
    }
}
