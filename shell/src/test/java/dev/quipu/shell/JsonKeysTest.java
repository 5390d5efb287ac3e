package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys of all JSON that scripts of operators may rely on, and the list of commands, as approved. */
class JsonKeysTest {

    private static final List<String> LISTINGS = List.of(
            "service list",
            "target list",
            "change list",
            "rollout list",
            "status",
            "backup list",
            "backfill list",
            "limits list",
            "toggle list",
            "deprecation list",
            "change emergencies");

    @TempDir
    Path home;

    @TempDir
    Path folder;

    @Test
    void areAsApproved() throws IOException {
        try (OperatorShell shell = new OperatorShell(home)) {
            done(shell, "ledger", "init");
            for (String listing : LISTINGS) {
                assertThat(json(shell, listing))
                        .as(listing)
                        .isEqualTo(JsonMapper.shared().createArrayNode());
            }
            fill(shell);
            StringBuilder keys = new StringBuilder();
            for (String command : approved("json-keys.txt").lines().toList()) {
                String words = command.substring(0, command.indexOf(':'));
                keys.append("%s: %s%n".formatted(words, keys(json(shell, words))));
            }
            assertThat(keys.toString()).isEqualTo(approved("json-keys.txt"));
        }
    }

    @Test
    void helpListsTheCommandsAsApproved() throws IOException {
        try (OperatorShell shell = new OperatorShell(home)) {
            String help = done(shell, "help").out().replaceFirst("Sample:\n(  sample .*\n)+\n", "");
            assertThat(help).isEqualTo(approved("help.txt"));
        }
    }

    private void fill(OperatorShell shell) throws IOException {
        done(shell, "service", "add", "orders");
        done(shell, "target", "add", "orders@eu", "--label", "env=prod");
        done(shell, "limits", "set", "orders@eu", "replica-lag=2s", "--reason", "x");
        done(shell, "toggle", "set", "orders@eu", "new-totals", "on", "--reason", "x");
        Path file = ChangeTexts.write(folder, "orders", 1, "SELECT 1;", "SELECT 1;");
        done(shell, "change", "propose", file.toString());
        done(shell, "change", "approve", "orders/1");
        done(shell, "change", "note", "orders/1", "seen");
        Path second = ChangeTexts.write(folder, "orders", 2, "SELECT 2;", "SELECT 2;");
        done(shell, "change", "propose", second.toString());
        done(shell, "change", "approve", "orders/2", "--emergency", "the shop is down");
        done(shell, "rollout", "start", "orders/1", "--yes");
    }

    private static JsonNode json(OperatorShell shell, String command) {
        return JsonMapper.shared()
                .readTree(done(shell, (command + " --output json").split(" ")).out());
    }

    private static String keys(JsonNode node) {
        if (node.isArray() && !node.isEmpty()) {
            return "[" + keys(node.get(0)) + "]";
        }
        StringJoiner keys = new StringJoiner(" ");
        node.properties().forEach(entry -> {
            String nested = keys(entry.getValue());
            keys.add(nested.isEmpty() ? entry.getKey() : entry.getKey() + "{" + nested + "}");
        });
        return keys.toString();
    }

    private static Ended done(OperatorShell shell, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private static String approved(String name) throws IOException {
        try (InputStream file = JsonKeysTest.class.getResourceAsStream("operator/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
