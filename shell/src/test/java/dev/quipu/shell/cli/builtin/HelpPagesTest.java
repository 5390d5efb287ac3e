package dev.quipu.shell.cli.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.shell.cli.command.CommandCatalog;
import dev.quipu.shell.cli.command.CommandLineParser;
import dev.quipu.shell.cli.command.ShellCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help pages of the shell's own commands, word for word. */
class HelpPagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "history", "exit-codes", "backfills", "environment"})
    void readsAsApproved(String subject) throws IOException {
        List<ShellCommand> commands = Stream.of(ShellCommands.class, HelpCommand.class)
                .flatMap(type -> CommandCatalog.commandsOf(type, Object::new).stream())
                .toList();
        CommandCatalog catalog = new CommandCatalog(commands);
        HelpPages pages = new HelpPages(catalog, new CommandLineParser(catalog));
        List<String> words = subject.isEmpty() ? List.of() : List.of(subject);
        assertThat(pages.about(words) + "\n").isEqualTo(approved("help" + (subject.isEmpty() ? "" : "-" + subject)));
    }

    private static String approved(String name) throws IOException {
        try (InputStream file = HelpPagesTest.class.getResourceAsStream(name + ".txt")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
