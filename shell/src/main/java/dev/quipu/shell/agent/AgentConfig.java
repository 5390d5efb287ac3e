package dev.quipu.shell.agent;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.config.LedgerLocation;
import dev.quipu.shell.config.PropertiesFile;
import dev.quipu.shell.config.QuipuConfig;
import dev.quipu.shell.node.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a stand-alone agent: which ledger it follows and which targets it works for.
 *
 * <pre>
 * kafka.*, ledger.topic, actor, registry.*  as in {@link QuipuConfig}; kafka.bootstrap.servers is required
 * targets.orders@eu-1.url             a JDBC URL without credentials
 * targets.orders@eu-1.user
 * targets.orders@eu-1.password-file   the path of a file with the password, read at each connect
 * targets.orders@eu-1.password-env    or the variable that holds it
 * keys.folder                         where the agents' keys are, agent:<service>@<name>.key each; default: this user's
 * metrics.address                     host:port of an HTTP server for metrics and health, or off, which is the default
 * sessions.max                        how many targets may have a session at the same time
 * </pre>
 *
 * @param cluster the Kafka that holds the ledger
 * @param ledgerTopic the ledger's topic
 * @param telemetryTopic the topic for live figures, or null for none
 * @param actor the id under which the agent's reports are written
 * @param registry the schema registry that reports are written for, or null for none
 * @param serving what the process does besides
 * @param targets at least one, in order
 */
public record AgentConfig(
        LedgerLocation.Cluster cluster,
        String ledgerTopic,
        @Nullable String telemetryTopic,
        String actor,
        @Nullable RegistrySettings registry,
        ProcessSettings serving,
        Map<TargetId, Connection.Jdbc> targets) {

    private static final String DEFAULT_ACTOR = "agent";

    /** Copies the targets. */
    public AgentConfig {
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    }

    /**
     * Reads an agent's file.
     *
     * @throws ConfigException if it isn't there or can't be used
     */
    public static AgentConfig load(Path path, Map<String, String> environment) {
        if (Files.notExists(path)) {
            throw new ConfigException("There is no agent configuration %s. Name one with --config.".formatted(path));
        }
        PropertiesFile file = PropertiesFile.read(path);
        QuipuConfig common = QuipuConfig.read(file, environment, DEFAULT_ACTOR);
        return switch (common.location()) {
            case LedgerLocation.Cluster cluster ->
                new AgentConfig(
                        cluster,
                        common.ledgerTopic(),
                        common.telemetryTopic(),
                        common.actor(),
                        common.registry(),
                        ProcessSettings.read(file),
                        targets(path, file, environment));
            case LedgerLocation.LocalNode ignored ->
                throw new ConfigException("%s names no Kafka. Add kafka.bootstrap.servers=host:port.".formatted(path));
        };
    }

    private static Map<TargetId, Connection.Jdbc> targets(
            Path path, PropertiesFile file, Map<String, String> environment) {
        Map<TargetId, TargetSettings> settings = new TreeMap<>();
        for (String key : file.values().keySet()) {
            if (!QuipuConfig.isSetting(key) && !ProcessSettings.isSetting(key)) {
                TargetSettings.Key parsed = TargetSettings.Key.parse(file, key);
                settings.computeIfAbsent(parsed.target(), target -> new TargetSettings(file, target));
            }
        }
        if (settings.isEmpty()) {
            throw new ConfigException(
                    "%s names no target. Add targets.<service>@<name>.url, .user and .password-file.".formatted(path));
        }
        Map<TargetId, Connection.Jdbc> targets = new TreeMap<>();
        settings.forEach((target, its) -> targets.put(target, its.connection(environment)));
        return targets;
    }
}
