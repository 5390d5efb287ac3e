package dev.quipu.shell.session;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.TopicFinding;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.config.LedgerLocation;
import dev.quipu.shell.config.Login;
import dev.quipu.shell.config.QuipuConfig;
import dev.quipu.shell.config.QuipuHome;
import dev.quipu.shell.config.SeenFile;
import dev.quipu.shell.node.Connections;
import dev.quipu.shell.node.NodeClient;
import dev.quipu.shell.node.NodeLauncher;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The ledger of this shell: opened when a command first needs it, and kept open. With nothing configured that is the
 * local node's, which is started if it doesn't run.
 */
@Component
public class LedgerAccess implements DisposableBean {

    private final Console console;
    private final QuipuHome home;
    private final KeyFolder keys;
    private @Nullable KafkaLedger ledger;
    private List<TopicFinding> said = List.of();

    LedgerAccess(Console console, QuipuHome home) {
        this.console = console;
        this.home = home;
        String socket = System.getenv("SSH_AUTH_SOCK");
        this.keys = new KeyFolder(home.keys(), socket == null || socket.isBlank() ? null : Path.of(socket));
    }

    /**
     * The open ledger.
     *
     * @throws dev.quipu.ledger.LedgerException if there is none
     */
    public KafkaLedger ledger() {
        KafkaLedger open = ledger;
        if (open != null && !open.isFollowed()) {
            close();
            open = null;
        }
        if (open == null) {
            open = KafkaLedger.open(settings());
            ledger = open;
            IdentityNotice.of(open.state()).ifPresent(notice -> console.message(Tone.NOTICE, notice));
        }
        warn(open);
        return open;
    }

    /** Says once what somebody did to the topic since the ledger was opened. */
    private void warn(KafkaLedger open) {
        List<TopicFinding> findings = open.findings();
        for (TopicFinding finding : findings) {
            if (finding.unsafe() && !said.contains(finding)) {
                console.error(finding.message() + ".");
                console.message(finding.nextStep());
            }
        }
        said = findings;
    }

    /** The ledger if it is open: for who must not wait. */
    public @Nullable Ledger ifOpen() {
        return ledger;
    }

    /** The newest state. */
    public LedgerState state() {
        return ledger().state();
    }

    /** Where the ledger is; starts the local node if that is where, and it doesn't run. */
    public KafkaSettings settings() {
        QuipuConfig config = config();
        KafkaSettings settings =
                switch (config.location()) {
                    case LedgerLocation.LocalNode local ->
                        KafkaSettings.of(
                                node().ensureRunning(console::message).bootstrapServers(), config.ledgerTopic());
                    case LedgerLocation.Cluster cluster ->
                        new KafkaSettings(config.ledgerTopic(), cluster.clientSettings());
                };
        return settings.withTelemetry(config.telemetryTopic())
                .withSnapshots(snapshots())
                .withRegistry(config.registry())
                .withKeyring(keys)
                .withSeen(SeenFile.of(home, config));
    }

    /** The file with what this machine saw of a ledger. */
    public Path seen(LedgerLocation location, String topic) {
        return SeenFile.of(home, location, topic);
    }

    /** The keys that sign here. */
    public KeyFolder keys() {
        return keys;
    }

    /** From now on, {@code actor} acts on this machine. */
    public void logIn(String actor) {
        Login.write(home.create(), actor);
        if (!actor().id().equals(actor)) {
            throw CommandFailure.usage(
                    "the configuration says that %s acts here".formatted(actor()),
                    "Take QUIPU_ACTOR or the actor out of it, then log in again");
        }
    }

    /** The folder for snapshots of ledgers' states, which may not be there, and may be one that can't be made. */
    public Path snapshots() {
        return home.snapshots();
    }

    /** The folder with the tables that audits ask, which may not be there. */
    public Path audit() {
        return home.create().audit();
    }

    /** The ledger's topic. */
    public String topic() {
        return config().ledgerTopic();
    }

    /** Whether this shell uses a local node. */
    public boolean isLocal() {
        return config().location() instanceof LedgerLocation.LocalNode;
    }

    /** Who acts. */
    public Actor actor() {
        return new Actor(config().actor(), ActorKind.HUMAN);
    }

    /** The local node of this home. */
    public NodeClient node() {
        return new NodeClient(home.create(), NodeLauncher.standard());
    }

    /** What is said while no broker answers. */
    public String unreachable() {
        return isLocal()
                ? "waiting for the ledger: the local node doesn't answer; if it doesn't run, start it: quipu up"
                : "waiting for the ledger: no broker answers at %s"
                        .formatted(settings().bootstrapServers());
    }

    /** What the local node logs. */
    public Path nodeLog() {
        return home.logs().resolve("node.log");
    }

    /** Connections that the local node keeps. */
    public Connections connections() {
        return new Connections(home.create());
    }

    /** Closes the ledger, so that the next command opens it anew. */
    public void close() {
        KafkaLedger open = ledger;
        ledger = null;
        if (open != null) {
            open.close();
        }
    }

    private QuipuConfig config() {
        return QuipuConfig.load(home);
    }

    /** One command, or the end of this one. */
    public <R> R submit(Command<R> command) {
        return Replies.valueOf(ledger().submit(actor(), command));
    }

    /** Many commands at once. */
    public <R> List<Reply<R>> submit(List<? extends Command<R>> commands) {
        return ledger().submit(actor(), commands);
    }

    @Override
    public void destroy() {
        close();
    }
}
