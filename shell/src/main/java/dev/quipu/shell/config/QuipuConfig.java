package dev.quipu.shell.config;

import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.schemas.registry.RegistrySettings;
import dev.quipu.shell.config.LedgerLocation.Cluster;
import dev.quipu.shell.config.LedgerLocation.LocalNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of this machine: {@code quipu.properties} in {@link QuipuHome}, and the environment, which wins.
 *
 * <pre>
 * kafka.bootstrap.servers  QUIPU_BOOTSTRAP_SERVERS  host:port,…  none: the local node
 * kafka.*                                           any setting of Kafka's clients, without the prefix;
 *                                                   with -file or -env after it, where its value is
 * ledger.topic                                      default quipu.ledger
 * telemetry.topic                                   for live figures; none for none; default quipu.telemetry
 * actor                    QUIPU_ACTOR              default who logged in (quipu login), else the user's name
 * registry.url             QUIPU_REGISTRY_URL       http://host:port,…  none: entries are written embedded
 * registry.user                                     with registry.password-file or registry.password-env
 * registry.token-file                               or registry.token-env, instead of a user
 * registry.ssl.truststore                           PEM or PKCS#12, the latter with -password-file or -password-env
 * registry.ssl.keystore                             likewise
 * </pre>
 *
 * @param location which Kafka holds the ledger
 * @param ledgerTopic the ledger's topic
 * @param telemetryTopic the topic for live figures, or null for none
 * @param actor the id under which this user's entries are written
 * @param registry the schema registry that entries are written for, or null for none
 */
public record QuipuConfig(
        LedgerLocation location,
        String ledgerTopic,
        @Nullable String telemetryTopic,
        String actor,
        @Nullable RegistrySettings registry) {

    private static final String KAFKA = ClientSettings.PREFIX;
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final String LEDGER_TOPIC = "ledger.topic";
    private static final String TELEMETRY_TOPIC = "telemetry.topic";
    private static final String NONE = "none";
    private static final String ACTOR = "actor";

    /** A legal name of a Kafka topic that leaves room for the names derived from it. */
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,199}");

    private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(\\s*,\\s*[^\\s,:]+:\\d{1,5})*");

    /** Reads the configuration of this process. */
    public static QuipuConfig load(QuipuHome home) {
        return load(home, System.getenv(), Login.read(home).orElse(System.getProperty("user.name")));
    }

    /**
     * Reads the configuration.
     *
     * @param userName the actor if nothing else names one
     * @throws ConfigException if the file or a variable can't be used
     */
    public static QuipuConfig load(QuipuHome home, Map<String, String> environment, String userName) {
        PropertiesFile file = PropertiesFile.read(home.propertiesFile());
        file.values().keySet().forEach(key -> requireKnown(file, key));
        return read(file, environment, userName);
    }

    /**
     * Reads these settings from a file that holds others too.
     *
     * @throws ConfigException if the file or a variable can't be used
     */
    public static QuipuConfig read(PropertiesFile file, Map<String, String> environment, String userName) {
        return new QuipuConfig(
                location(file, environment),
                ledgerTopic(file),
                telemetryTopic(file),
                actor(file, environment, userName),
                new RegistryConfig(file, environment).settings());
    }

    /** Whether a key belongs to these settings. */
    public static boolean isSetting(String key) {
        return key.startsWith(KAFKA)
                || key.equals(LEDGER_TOPIC)
                || key.equals(TELEMETRY_TOPIC)
                || key.equals(ACTOR)
                || RegistryConfig.isSetting(key);
    }

    private static void requireKnown(PropertiesFile file, String key) {
        if (!isSetting(key)) {
            throw file.problem(
                    key,
                    "'%s' is not a setting. Use kafka.<setting of the Kafka clients>, ledger.topic, telemetry.topic, actor, or registry.url and the like."
                            .formatted(key));
        }
    }

    private static LedgerLocation location(PropertiesFile file, Map<String, String> environment) {
        Map<String, String> settings = ClientSettings.read(file, environment);
        String fromEnvironment =
                environment.getOrDefault("QUIPU_BOOTSTRAP_SERVERS", "").strip();
        if (!fromEnvironment.isEmpty()) {
            if (!SERVERS.matcher(fromEnvironment).matches()) {
                throw new ConfigException(
                        "QUIPU_BOOTSTRAP_SERVERS is '%s'. Write it as host:port, several with commas between."
                                .formatted(fromEnvironment));
            }
            settings.put(BOOTSTRAP_SERVERS, fromEnvironment);
            return new Cluster(settings);
        }
        return fromFile(file, settings);
    }

    private static LedgerLocation fromFile(PropertiesFile file, Map<String, String> settings) {
        if (settings.isEmpty()) {
            return new LocalNode();
        }
        String servers = settings.get(BOOTSTRAP_SERVERS);
        if (servers == null) {
            String orphan = file.values().keySet().stream()
                    .filter(key -> key.startsWith(KAFKA))
                    .findFirst()
                    .orElseThrow();
            throw file.problem(
                    orphan,
                    "%s is set but no cluster is named. Add kafka.bootstrap.servers=host:port.".formatted(orphan));
        }
        if (!SERVERS.matcher(servers).matches()) {
            throw file.problem(
                    KAFKA + BOOTSTRAP_SERVERS,
                    "kafka.bootstrap.servers is '%s'. Write it as host:port, several with commas between."
                            .formatted(servers));
        }
        return new Cluster(settings);
    }

    private static String ledgerTopic(PropertiesFile file) {
        return topic(file, LEDGER_TOPIC, file.values().getOrDefault(LEDGER_TOPIC, "quipu.ledger"));
    }

    private static @Nullable String telemetryTopic(PropertiesFile file) {
        String topic = file.values().get(TELEMETRY_TOPIC);
        if (topic == null) {
            return KafkaSettings.telemetryOf(ledgerTopic(file));
        }
        return topic.equals(NONE) ? null : topic(file, TELEMETRY_TOPIC, topic);
    }

    private static String topic(PropertiesFile file, String key, String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            throw file.problem(
                    key,
                    "'%s' can't name a topic. Use letters, digits, '.', '_' and '-', at most 200.".formatted(topic));
        }
        return topic;
    }

    private static String actor(PropertiesFile file, Map<String, String> environment, String userName) {
        String fromEnvironment = environment.getOrDefault("QUIPU_ACTOR", "").strip();
        if (!fromEnvironment.isEmpty()) {
            if (fromEnvironment.length() > 100) {
                throw new ConfigException("QUIPU_ACTOR is longer than 100 characters. Use a shorter name.");
            }
            return fromEnvironment;
        }
        String actor = file.values().getOrDefault(ACTOR, userName);
        if (actor.isBlank() || actor.length() > 100) {
            throw file.problem(ACTOR, "actor needs 1 to 100 characters. Write actor=<your name>.");
        }
        return actor;
    }
}
