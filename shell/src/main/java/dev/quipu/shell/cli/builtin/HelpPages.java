package dev.quipu.shell.cli.builtin;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.command.CommandCatalog;
import dev.quipu.shell.cli.command.CommandLineParser;
import dev.quipu.shell.cli.command.CommandParameter;
import dev.quipu.shell.cli.command.CommandParameter.OptionParameter;
import dev.quipu.shell.cli.command.ShellCommand;
import dev.quipu.shell.cli.command.Usage;
import dev.quipu.shell.cli.line.GlobalOptions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The help texts: the list of commands, a page per command and group, and topics. */
@Component
public class HelpPages {

    private final CommandCatalog catalog;
    private final CommandLineParser parser;

    HelpPages(CommandCatalog catalog, CommandLineParser parser) {
        this.catalog = catalog;
        this.parser = parser;
    }

    /**
     * The page about a command, a group of commands or a topic; the list of all commands for no words.
     *
     * @throws CommandFailure (usage) if the words name nothing
     */
    public String about(List<String> words) {
        if (words.isEmpty()) {
            return overview();
        }
        if (words.size() == 1) {
            var topic = HelpTopic.named(words.getFirst());
            if (topic.isPresent()) {
                return topic.get().text();
            }
            List<ShellCommand> below = catalog.below(words.getFirst());
            if (!below.isEmpty() && catalog.find(words.getFirst()).isEmpty()) {
                return group(words.getFirst(), below);
            }
        }
        return page(parser.command(words));
    }

    private String overview() {
        HelpText text = new HelpText().line("Quipu keeps a ledger of database schema changes.");
        text.section("Usage")
                .line("  quipu COMMAND [ARGUMENTS] [OPTIONS]   run one command")
                .line("  quipu                                 open the prompt")
                .line("  quipu -f FILE                         run the commands in a file; - is stdin");
        catalog.byGroup().forEach((group, commands) -> text.section(group).rows(rows(commands)));
        text.section("Options of every command").rows(globalOptions());
        text.section("Topics")
                .rows(HelpTopic.all().stream()
                        .map(topic -> List.of("help " + topic.typed(), topic.description()))
                        .toList());
        return text.section("Help for one command")
                .line("  help COMMAND or COMMAND --help")
                .toString();
    }

    private static String group(String name, List<ShellCommand> commands) {
        return new HelpText()
                .line("The commands under '%s'.".formatted(name))
                .section("Commands")
                .rows(rows(commands))
                .toString();
    }

    private static String page(ShellCommand command) {
        HelpText text = new HelpText().line("%s - %s".formatted(command.name(), command.description()));
        text.section("Examples");
        command.examples().forEach(example -> text.line("  " + example));
        text.section("Usage").line("  " + Usage.line(command));
        if (!command.aliases().isEmpty()) {
            text.line("  also called " + String.join(", ", command.aliases()));
        }
        if (!command.argumentParameters().isEmpty()) {
            text.section("Arguments")
                    .rows(command.argumentParameters().stream()
                            .map(argument -> List.of(argument.name(), described(argument)))
                            .toList());
        }
        List<List<String>> options = new ArrayList<>();
        command.optionParameters().forEach(option -> options.add(List.of(typed(option), described(option))));
        options.addAll(globalOptions());
        return text.section("Options").rows(options).toString();
    }

    private static List<List<String>> rows(List<ShellCommand> commands) {
        return commands.stream()
                .map(command -> List.of(command.name(), command.description()))
                .toList();
    }

    private static List<List<String>> globalOptions() {
        return GlobalOptions.ALL.stream()
                .map(option -> List.of(
                        typed(option.shortName(), ("--" + option.longName() + " " + option.value()).strip()),
                        option.description()))
                .toList();
    }

    private static String typed(OptionParameter option) {
        return typed(option.shortName(), Usage.typed(option));
    }

    private static String typed(char shortName, String longForm) {
        return (shortName == ' ' ? "    " : "-" + shortName + ", ") + longForm;
    }

    private static String described(CommandParameter parameter) {
        List<String> values = CommandParameter.typedValues(parameter.valueType());
        return parameter.description()
                + (values.isEmpty() ? "" : ": " + String.join(", ", values))
                + (parameter.many() && parameter instanceof OptionParameter ? "; may be repeated" : "")
                + (parameter.defaultValue().isEmpty() ? "" : "; default " + parameter.defaultValue());
    }
}
