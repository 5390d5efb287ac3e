package dev.quipu.shell.trail;

import dev.quipu.consumers.trail.SinkSettings;
import dev.quipu.consumers.trail.TrailFormat;
import dev.quipu.consumers.trail.TrailSink;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.config.LedgerLocation;
import dev.quipu.shell.config.PropertiesFile;
import dev.quipu.shell.config.QuipuConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a trail: which ledger it follows and where it goes.
 *
 * <pre>
 * kafka.*, ledger.topic    as in {@link QuipuConfig}; without kafka.bootstrap.servers, this machine's ledger
 * format                   cloudevents, which is the default, or ocsf
 * sink                     stdout, file, syslog or http
 * position.file            says how far the trail is; by default beside the configuration, ending in .position
 * </pre>
 *
 * and the settings of the sink, see {@link SinkConfig}.
 *
 * @param ledger where the ledger is, or null for this machine's
 * @param position the file that says how far the trail is
 */
record TrailConfig(@Nullable KafkaSettings ledger, TrailFormat format, SinkSettings sink, Path position) {

    private static final String FORMAT = "format";
    private static final String POSITION = "position.file";

    /** Settings of this machine's that a trail has no use for, though it may share a file with what has. */
    private static final Set<String> OWN = Set.of(FORMAT, POSITION);

    /**
     * Reads a trail's file.
     *
     * @throws ConfigException if it isn't there or can't be used
     */
    static TrailConfig load(Path path, Map<String, String> environment) {
        if (Files.notExists(path)) {
            throw new ConfigException("There is no trail configuration %s. Name one with --config.".formatted(path));
        }
        PropertiesFile file = PropertiesFile.read(path);
        file.values().keySet().forEach(key -> requireKnown(file, key));
        TrailFormat format = format(file);
        return new TrailConfig(
                ledger(file, environment),
                format,
                new SinkConfig(file, environment).read(format),
                position(path, file));
    }

    private static void requireKnown(PropertiesFile file, String key) {
        if (!QuipuConfig.isSetting(key) && !OWN.contains(key) && !SinkConfig.isSetting(key)) {
            throw file.problem(
                    key,
                    "'%s' is not a setting. Use kafka.*, ledger.topic, format, sink, position.file, or %s."
                            .formatted(key, SinkConfig.names()));
        }
    }

    private static TrailFormat format(PropertiesFile file) {
        String text = file.values().getOrDefault(FORMAT, "cloudevents");
        return Stream.of(TrailFormat.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> file.problem(FORMAT, "'%s' is no format. Write cloudevents or ocsf.".formatted(text)));
    }

    private static @Nullable KafkaSettings ledger(PropertiesFile file, Map<String, String> environment) {
        QuipuConfig common = QuipuConfig.read(file, environment, "trail");
        return switch (common.location()) {
            case LedgerLocation.Cluster cluster -> new KafkaSettings(common.ledgerTopic(), cluster.clientSettings());
            case LedgerLocation.LocalNode local -> null;
        };
    }

    private static Path position(Path path, PropertiesFile file) {
        String named = file.values().get(POSITION);
        if (named != null) {
            return Path.of(named);
        }
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return path.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".position");
    }

    /** @throws ConfigException if the sink's certificates can't be used */
    TrailSink open() {
        try {
            return sink.open(format);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("%s. Correct tls.truststore.".formatted(e.getMessage()), e);
        }
    }
}
