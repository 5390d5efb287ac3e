package dev.quipu.shell.agent;

import dev.quipu.consumers.agent.QuipuAgent;
import dev.quipu.consumers.agent.TargetDatabase;
import dev.quipu.consumers.conductor.Conductor;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.telemetry.topic.TelemetryWriter;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.node.Connection;
import dev.quipu.shell.session.LedgerAccess;
import java.nio.file.Path;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** The processes that run beside services and brokers. */
@Component
class ProcessCommands {

    private final StandAlone standAlone;
    private final LedgerAccess access;

    ProcessCommands(StandAlone standAlone, LedgerAccess access) {
        this.standAlone = standAlone;
        this.access = access;
    }

    @Command(
            name = "agent",
            group = "Processes",
            description = "Apply released changes to the targets of a file, until stopped")
    @Examples("agent --config agent.properties")
    void agent(@Option(description = "which ledger and which targets", defaultValue = "agent.properties") Path config)
            throws Exception {
        AgentConfig settings = AgentConfig.load(config, System.getenv());
        KafkaSettings ledgerSettings = new KafkaSettings(
                        settings.ledgerTopic(), settings.cluster().clientSettings())
                .withTelemetry(settings.telemetryTopic())
                .withSnapshots(access.snapshots())
                .withRegistry(settings.registry())
                .withKeyring(
                        settings.serving().keys() == null
                                ? access.keys()
                                : new KeyFolder(settings.serving().keys(), null))
                .withSeen(access.seen(settings.cluster(), settings.ledgerTopic()));
        try (MetricsEndpoint endpoint = MetricsEndpoint.open(settings.serving().metrics())) {
            standAlone.run(ledgerSettings, ledger -> {
                QuipuAgent agent = QuipuAgent.builder()
                        .ledger(ledger)
                        .registry(settings.registry())
                        .maxSessions(settings.serving().maxSessions())
                        .metrics(endpoint.metrics())
                        .telemetry(TelemetryWriter.of(ledgerSettings))
                        .start();
                endpoint.show(agent::health);
                settings.targets().forEach((target, connection) -> agent.add(target, () -> database(connection)));
                return agent;
            });
        }
    }

    /** Reads the password here, where a missing file is a failure to connect, which is tried again. */
    private static TargetDatabase database(Connection.Jdbc connection) {
        String password = connection.password().read();
        return new TargetDatabase(connection.url(), connection.user(), () -> password);
    }

    @Command(name = "conductor", group = "Processes", description = "Complete rollouts, until stopped")
    @Examples("conductor")
    void conductor() throws Exception {
        standAlone.run(access.settings(), Conductor::start);
    }
}
