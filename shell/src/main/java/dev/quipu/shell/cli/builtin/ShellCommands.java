package dev.quipu.shell.cli.builtin;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.prompt.HistoryFile;
import dev.quipu.shell.cli.run.Session;
import java.util.List;
import org.jline.reader.History;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** The commands about the shell itself. */
@Component
class ShellCommands {

    private final Console console;
    private final Session session;
    private final ObjectProvider<HistoryFile> history;

    ShellCommands(Console console, Session session, ObjectProvider<HistoryFile> history) {
        this.console = console;
        this.session = session;
        this.history = history;
    }

    @Command(name = "version", group = "Shell", description = "Show the versions of Quipu and Java")
    @Examples({"version", "version --output json"})
    void version() {
        String version = ShellCommands.class.getPackage().getImplementationVersion();
        console.print(Details.empty()
                .with("version", version == null ? "development" : version)
                .with("java", Runtime.version().toString())
                .with("system", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    }

    @Command(name = "exit", alias = "quit", group = "Shell", description = "Leave the prompt, or end the script")
    @Examples("exit")
    void exit() {
        session.leave();
    }

    @Command(name = "clear", group = "Shell", description = "Clear the screen")
    @Examples("clear")
    void clear() {
        console.clearScreen();
    }

    @Command(name = "history", group = "Shell", description = "List the lines typed at the prompt")
    @Examples({"history", "history --last 10"})
    void history(@Option(description = "how many lines to show", defaultValue = "100") int last) {
        if (last < 1) {
            throw CommandFailure.usage("--last %d: the number starts at 1".formatted(last), "");
        }
        List<History.Entry> entries = history.getObject().entries();
        List<History.Entry> shown = entries.subList(Math.max(0, entries.size() - last), entries.size());
        console.print(Listing.of(
                        shown,
                        Column.of("number", entry -> entry.index() + 1),
                        Column.of("typedAt", History.Entry::time),
                        Column.of("line", History.Entry::line))
                .orElse("Nothing was typed yet."));
    }
}
