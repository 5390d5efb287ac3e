package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.consumers.notary.Notary;
import dev.quipu.consumers.notary.NotarySettings;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCommandsTest {

    @TempDir
    Path home;

    @TempDir
    Path folder;

    @Test
    void showAndVerifyWhatANotarySigned() throws IOException {
        try (OperatorShell shell = new OperatorShell(home)) {
            done(shell, "ledger", "init");
            refuses(shell, ExitCode.REFUSED, "has no checkpoint yet", "checkpoint", "show");
            done(shell, "key", "create", "notary");
            done(shell, "key", "enroll", "notary", "--kind", "conductor", "--role", "notary");
            KafkaSettings kafka = KafkaSettings.of(TestBroker.bootstrapServers(), shell.topic())
                    .withKeyring(new KeyFolder(new QuipuHome(home).keys(), null));
            NotarySettings settings = new NotarySettings(
                    folder.resolve("state"), folder.resolve("published"), 1, Duration.ZERO, List.of());
            try (KafkaLedger ledger = KafkaLedger.open(kafka);
                    Notary notary = Notary.start(ledger, kafka, settings)) {
                notary.requireWorking();
                await().until(() -> shell.run("checkpoint", "show").code() == ExitCode.DONE);
            }

            assertThat(done(shell, "checkpoint", "show").out()).contains("notary");
            assertThat(done(shell, "checkpoint", "verify").err()).contains("are just what the notary signed");
            Path file = folder.resolve("kept");
            Files.writeString(file, done(shell, "checkpoint", "show", "--note").out());
            done(shell, "checkpoint", "verify", "--file", file.toString());
            refuses(
                    shell,
                    ExitCode.FAILED,
                    "no notary of this ledger signed that",
                    "checkpoint",
                    "verify",
                    "--file",
                    Files.writeString(
                                    folder.resolve("bad"),
                                    Files.readString(file).replace("\n2\n", "\n1\n"))
                            .toString());
            refuses(
                    shell,
                    ExitCode.USAGE,
                    "that is no checkpoint",
                    "checkpoint",
                    "verify",
                    "--file",
                    Files.writeString(folder.resolve("no"), "hello").toString());
        }
    }

    @Test
    void aNotaryAndAWitnessSayWhatTheyNeed() throws IOException {
        try (OperatorShell shell = new OperatorShell(home)) {
            refuses(
                    shell,
                    ExitCode.USAGE,
                    "is no witness",
                    "notary",
                    "--state",
                    "s",
                    "--directory",
                    "d",
                    "--witness",
                    "x");
            refuses(shell, ExitCode.USAGE, "watches a log", "witness", "--name", "w", "--state", "s");
            refuses(shell, ExitCode.USAGE, "is no vkey", "witness", "--name", "w", "--state", "s", "--log", "x");
        }
    }

    private static Ended done(OperatorShell shell, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private static void refuses(OperatorShell shell, ExitCode code, String message, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.err()).contains(message);
        assertThat(ended.code()).isEqualTo(code);
    }
}
