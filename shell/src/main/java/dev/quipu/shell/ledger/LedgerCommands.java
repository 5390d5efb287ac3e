package dev.quipu.shell.ledger;

import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.Keyring;
import dev.quipu.ledger.state.KeyState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.StateHash;
import dev.quipu.ledger.telemetry.topic.TelemetryTopic;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.session.LedgerAccess;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about the ledger itself. */
@Component
class LedgerCommands {

    private final LedgerAccess access;
    private final Console console;

    LedgerCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "ledger init", group = "Ledger", description = "Create the ledger's topic and its first entry")
    @Examples({"ledger init", "ledger init --name shop", "ledger init --without-identities"})
    void init(
            @Option(description = "the ledger's name", defaultValue = "quipu") String name,
            @Option(description = "take everybody's word for who writes") boolean withoutIdentities) {
        KafkaSettings settings = access.settings();
        if (withoutIdentities) {
            settings = settings.withKeyring(Keyring.EMPTY);
        } else {
            access.keys().ensure(access.actor().id());
        }
        boolean made = KafkaLedger.initialise(settings, name, access.actor());
        TelemetryTopic.tryCreate(settings);
        console.message(
                (made ? "Made a ledger in topic %s." : "There is a ledger in topic %s already.").formatted(settings));
    }

    @Command(name = "ledger info", group = "Ledger", description = "Show what the ledger holds, and its state's digest")
    @Examples({"ledger info", "ledger info --output json"})
    void info() {
        LedgerState state = access.state();
        LedgerOpened opened = state.opened();
        KafkaSettings settings = access.settings();
        console.print(Details.empty()
                .with("name", opened == null ? null : opened.name())
                .with("id", state.id())
                .with("topic", settings.topic())
                .with("telemetry", settings.telemetry())
                .with("brokers", settings.bootstrapServers())
                .with("encoding", settings.registry() == null ? "embedded" : "registry")
                .with(
                        "registry",
                        settings.registry() == null ? null : settings.registry().urls())
                .with("schemas", schemas(state))
                .with("rules", opened == null ? null : opened.rules())
                .with("entries", state.entries())
                .with("void", state.voids())
                .with("keys", keys(state))
                .with(
                        "checkpoint",
                        state.checkpoint() == null ? null : state.checkpoint().size())
                .with("lastEntryAt", state.entries() == 0 ? null : state.lastAt())
                .with("services", state.services().size())
                .with("targets", state.targets().size())
                .with("changes", state.changes().size())
                .with("rollouts", state.rollouts().size())
                .with("stateHash", StateHash.of(state)));
    }

    /** How many are in force, or null in a ledger without identities. */
    private static @Nullable Long keys(LedgerState state) {
        return state.authority().isFounded()
                ? state.authority().keys().values().stream()
                        .filter(KeyState::isActive)
                        .count()
                : null;
    }

    /** The ids of a registry that the log has, and the fingerprint of the schema that each stands for. */
    private static Map<Integer, String> schemas(LedgerState state) {
        Map<Integer, String> schemas = new TreeMap<>();
        state.declared().forEach((id, fingerprint) -> schemas.put(id, "%016x".formatted(fingerprint)));
        return schemas;
    }
}
