package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.shell.cli.output.Channels;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.shell.core.autoconfigure.TerminalCustomizer;

/** The real prompt on a pseudo-terminal: keys in, screen out. */
@Timeout(60)
class PromptTest {

    private final CompletableFuture<GenericApplicationContext> application = new CompletableFuture<>();

    @TempDir
    Path folder;

    private PseudoTerminal terminal;
    private Thread shell;

    @BeforeEach
    void start() throws IOException {
        terminal = new PseudoTerminal();
        SpringApplication program = QuipuShell.application(false, false);
        program.addInitializers(context -> register((GenericApplicationContext) context));
        shell = Thread.ofPlatform().start(() -> SpringApplication.exit(program.run()));
        terminal.awaitText("quipu> ");
    }

    private void register(GenericApplicationContext context) {
        application.complete(context);
        context.registerBean(
                "screen", Channels.class, () -> new Screen().channels(true), bean -> bean.setPrimary(true));
        context.registerBean("home", QuipuHome.class, () -> new QuipuHome(folder), bean -> bean.setPrimary(true));
        context.registerBean("pseudoTerminal", TerminalCustomizer.class, () -> terminal::attach);
    }

    @AfterEach
    void leave() throws Exception {
        terminal.type("\003exit\r");
        assertThat(shell.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void runsCommandsAndKeepsGoingAfterAFailure() {
        terminal.type("sample echo 'my orders'\r");
        terminal.awaitText("<my orders>");
        terminal.type("sample crash\r");
        terminal.awaitText("error: the cord tore");
        terminal.type("sample list -o csv\r");
        terminal.awaitText("\"winter harvest\",1,deep-blue");
    }

    @Test
    void completesCommandsOptionsAndValues() {
        terminal.type("sample ec\t");
        terminal.awaitText("sample echo ");
        terminal.type("--lo\t hi\r");
        terminal.awaitText("<HI>");
        terminal.type("sample show win\t\r");
        terminal.awaitText("tied in:");
        terminal.type("sample list --colour=d\t -o j\t\r");
        terminal.awaitText("\"colour\" : \"deep-blue\"");
        terminal.type("sample cut summer --reason=lo\t\r");
        terminal.awaitText("sample cut summer --reason=lost");
        terminal.awaitText("cord summer holds knots");
    }

    @Test
    void interruptsTheRunningCommandAndStays() {
        terminal.type("sample wait\r");
        terminal.awaitText("waiting\n");
        // Outside of readLine the keyboard's driver turns Ctrl-C into this signal; a pseudo-terminal has no driver.
        application.join().getBean(Terminal.class).raise(Terminal.Signal.INT);
        terminal.awaitText("error: interrupted");
        terminal.type("sample echo alive\r");
        terminal.awaitText("<alive>");
    }

    @Test
    void asksAndKeepsTheAnswerOutOfTheHistory() {
        terminal.type("sample cut 'winter harvest' --reason worn\r");
        terminal.awaitText("Cut winter harvest? [y/N] ");
        terminal.type("y\r");
        terminal.awaitText("Cut winter harvest: worn");
        terminal.type("history -o csv\r");
        terminal.awaitText("history -o csv\"");
        assertThat(terminal.text()).doesNotContain(",y\n");
    }

    @Test
    void leavesAtTheEndOfInput() throws Exception {
        terminal.type("\004");
        assertThat(shell.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void keepsAPrivateHistory() throws IOException {
        terminal.type("sample echo knot\r");
        terminal.awaitText("<knot>");
        terminal.type("history -o csv\r");
        terminal.awaitText("sample echo knot\"");
        Path history = folder.resolve("history");
        await().until(() -> Files.readString(history).contains("history -o csv"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        terminal.type("\020\020\r");
        await().until(() -> terminal.text().split("<knot>", -1).length == 3);
    }
}
