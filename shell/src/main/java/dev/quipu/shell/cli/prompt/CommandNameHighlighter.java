package dev.quipu.shell.cli.prompt;

import dev.quipu.shell.cli.command.CommandCatalog;
import dev.quipu.shell.cli.output.Console;
import java.util.Comparator;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandHighlighter;
import org.springframework.stereotype.Component;

/** Shows the command's name in bold while the line is typed, where colours are allowed. */
@Component
class CommandNameHighlighter extends CommandHighlighter {

    private final CommandCatalog catalog;
    private final Console console;

    CommandNameHighlighter(CommandRegistry registry, CommandCatalog catalog, Console console) {
        super(registry);
        this.catalog = catalog;
        this.console = console;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        int length = console.colours() ? nameLength(buffer) : 0;
        return new AttributedStringBuilder(buffer.length())
                .append(buffer.substring(0, length), AttributedStyle.BOLD)
                .append(buffer.substring(length))
                .toAttributedString();
    }

    private int nameLength(String buffer) {
        return catalog.all().stream()
                .map(command -> command.name())
                .filter(name -> (buffer + " ").startsWith(name + " "))
                .max(Comparator.comparingInt(String::length))
                .map(String::length)
                .orElse(0);
    }
}
