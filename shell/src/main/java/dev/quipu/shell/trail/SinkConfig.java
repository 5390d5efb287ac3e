package dev.quipu.shell.trail;

import dev.quipu.consumers.trail.SinkSettings;
import dev.quipu.consumers.trail.TrailFormat;
import dev.quipu.schemas.registry.TlsSettings;
import dev.quipu.shell.config.PropertiesFile;
import dev.quipu.shell.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a trail's sink.
 *
 * <pre>
 * file.path                the file, when sink is file
 * file.rotate-size         from when on it is renamed, such as 100MB, which is the default
 * file.rotate-after        the same by its age, such as 1d, which is the default
 * syslog.address           host:port, when sink is syslog
 * syslog.tls               on or off; off, which is the default, reaches this machine only
 * http.url                 where to POST to, when sink is http
 * http.body                ndjson, which is the default, or cloudevents-batch
 * http.timeout             for a whole request, such as 10s, which is the default
 * http.token-file, -env    the bearer token
 * tls.truststore           PEM with the certificates to trust, for syslog and http; default: the platform's
 * </pre>
 *
 * @param environment for the variable that may hold the token
 */
record SinkConfig(PropertiesFile file, Map<String, String> environment) {

    private static final String SINK = "sink";
    private static final String PATH = "file.path";
    private static final String SIZE = "file.rotate-size";
    private static final String AGE = "file.rotate-after";
    private static final String ADDRESS = "syslog.address";
    private static final String TLS = "syslog.tls";
    private static final String URL = "http.url";
    private static final String BODY = "http.body";
    private static final String TIMEOUT = "http.timeout";
    private static final String TOKEN = "http.token";
    private static final String TRUSTSTORE = "tls.truststore";

    private static final Set<String> NAMES = Set.of(
            SINK,
            PATH,
            SIZE,
            AGE,
            ADDRESS,
            TLS,
            URL,
            BODY,
            TIMEOUT,
            TOKEN + Secret.FILE,
            TOKEN + Secret.ENV,
            TRUSTSTORE);

    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
    private static final Pattern AMOUNT = Pattern.compile("([1-9]\\d{0,8})([a-zA-Z]{1,2})");
    private static final int LAST_PORT = 65_535;

    static boolean isSetting(String key) {
        return NAMES.contains(key);
    }

    /** Their names, for messages. */
    static String names() {
        return String.join(", ", NAMES.stream().sorted().toList());
    }

    SinkSettings read(TrailFormat format) {
        String sink = file.values().getOrDefault(SINK, "");
        try {
            return switch (sink) {
                case "stdout" -> alone("", new SinkSettings.ToOutput());
                case "file" ->
                    alone("file.", new SinkSettings.ToFile(Path.of(required(PATH)), size(), duration(AGE, "1d")));
                case "syslog" -> alone("syslog.", syslog());
                case "http" -> alone("http.", http(format));
                default ->
                    throw file.problem(
                            SINK, "'%s' is no sink. Write sink=stdout, file, syslog or http.".formatted(sink));
            };
        } catch (IllegalArgumentException e) {
            throw file.problem(sink.equals("http") ? URL : ADDRESS, e.getMessage() + ".");
        }
    }

    /** The settings of one sink and of no other. */
    private SinkSettings alone(String prefix, SinkSettings settings) {
        List<String> strange = Stream.of("file.", "syslog.", "http.")
                .filter(other -> !other.equals(prefix))
                .flatMap(other -> file.values().keySet().stream().filter(key -> key.startsWith(other)))
                .toList();
        if (!strange.isEmpty()) {
            throw file.problem(
                    strange.getFirst(),
                    "%s is for another sink than %s. Take it out."
                            .formatted(strange.getFirst(), file.values().get(SINK)));
        }
        return settings;
    }

    private SinkSettings syslog() {
        Matcher parts = HOST_PORT.matcher(required(ADDRESS));
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
            throw file.problem(ADDRESS, "'%s' is no address. Write host:port.".formatted(required(ADDRESS)));
        }
        boolean tls = choice(TLS, "off", "on").equals("on");
        return new SinkSettings.ToSyslog(parts.group(1), Integer.parseInt(parts.group(2)), tls ? trusted() : null);
    }

    private SinkSettings http(TrailFormat format) {
        boolean batch = choice(BODY, "ndjson", "cloudevents-batch").equals("cloudevents-batch");
        if (batch && format != TrailFormat.CLOUDEVENTS) {
            throw file.problem(BODY, "A batch of CloudEvents has no others. Write format=cloudevents.");
        }
        Supplier<String> token = Secret.find(file, environment, TOKEN);
        return new SinkSettings.ToHttp(URI.create(required(URL)), batch, duration(TIMEOUT, "10s"), token, trusted());
    }

    private TlsSettings trusted() {
        String path = file.values().get(TRUSTSTORE);
        return path == null
                ? TlsSettings.platform()
                : new TlsSettings(new TlsSettings.Store(Path.of(path), null), null);
    }

    private String choice(String key, String usual, String other) {
        String text = file.values().getOrDefault(key, usual);
        if (!text.equals(usual) && !text.equals(other)) {
            throw file.problem(key, "'%s' is neither %s nor %s. Write one of them.".formatted(text, usual, other));
        }
        return text;
    }

    private String required(String key) {
        String value = file.values().getOrDefault(key, "");
        if (value.isEmpty()) {
            throw file.problem(
                    SINK,
                    "The sink %s needs %s. Add %s=….".formatted(file.values().get(SINK), key, key));
        }
        return value;
    }

    private long size() {
        String text = file.values().getOrDefault(SIZE, "100MB");
        Matcher parts = AMOUNT.matcher(text);
        Long unit = parts.matches() ? unit(parts.group(2)) : null;
        if (unit == null) {
            throw file.problem(SIZE, "'%s' is no size. Write digits and KB, MB or GB.".formatted(text));
        }
        return Long.parseLong(parts.group(1)) * unit;
    }

    private static @Nullable Long unit(String name) {
        return switch (name) {
            case "KB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            default -> null;
        };
    }

    private Duration duration(String key, String usual) {
        String text = file.values().getOrDefault(key, usual);
        Matcher parts = AMOUNT.matcher(text);
        Duration unit = parts.matches() ? duration(parts.group(2)) : null;
        if (unit == null) {
            throw file.problem(key, "'%s' is no duration. Write digits and ms, s, m, h or d.".formatted(text));
        }
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }

    private static @Nullable Duration duration(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> null;
        };
    }
}
