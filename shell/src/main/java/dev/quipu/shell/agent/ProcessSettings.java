package dev.quipu.shell.agent;

import dev.quipu.shell.config.PropertiesFile;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's process does besides following its ledger.
 *
 * @param metrics where it serves metrics and health over HTTP, or null for nowhere
 * @param maxSessions how many targets may have a session at the same time
 * @param keys the folder with the agents' keys, or null for this user's
 */
record ProcessSettings(
        @Nullable InetSocketAddress metrics,
        int maxSessions,
        @Nullable Path keys) {

    private static final String METRICS = "metrics.address";
    private static final String KEYS = "keys.folder";
    private static final String SESSIONS = "sessions.max";
    private static final String OFF = "off";
    private static final String DEFAULT_SESSIONS = "20";
    private static final int MOST_SESSIONS = 10_000;
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    static boolean isSetting(String key) {
        return Set.of(METRICS, SESSIONS, KEYS).contains(key);
    }

    static ProcessSettings read(PropertiesFile file) {
        return new ProcessSettings(
                address(file, file.values().getOrDefault(METRICS, OFF)),
                sessions(file, file.values().getOrDefault(SESSIONS, DEFAULT_SESSIONS)),
                file.values().containsKey(KEYS) ? Path.of(file.values().get(KEYS)) : null);
    }

    private static @Nullable InetSocketAddress address(PropertiesFile file, String text) {
        if (text.equals(OFF)) {
            return null;
        }
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
            throw file.problem(
                    METRICS, "'%s' is no address. Write host:port, such as 127.0.0.1:9464, or off.".formatted(text));
        }
        return new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    private static int sessions(PropertiesFile file, String text) {
        if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > MOST_SESSIONS) {
            throw file.problem(SESSIONS, "'%s' is no number from 1 to %d.".formatted(text, MOST_SESSIONS));
        }
        return Integer.parseInt(text);
    }
}
