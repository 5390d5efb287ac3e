package dev.quipu.shell.cli.command;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.command.CommandParameter.OptionParameter;
import dev.quipu.shell.cli.line.Suggestion;
import dev.quipu.shell.cli.line.Words;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.ParsedInput;
import org.springframework.stereotype.Component;

/**
 * Reads the words of a line against the commands there are.
 *
 * <p>The longest command name at the start of the line wins. Options stand anywhere after it, as {@code --name value},
 * {@code --name=value}, {@code -n value} or a lone flag; {@code --} ends them. A value that starts with a dash is
 * written with {@code =}. Replaces Spring Shell's parser, which splits quoted arguments and misreads flags.
 */
@Component
public final class CommandLineParser implements CommandParser {

    private static final int LONGEST_NAME = 2;

    private final CommandCatalog catalog;

    public CommandLineParser(CommandCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ParsedInput parse(String input) {
        List<String> words = Words.split(input);
        return parse(command(words), words);
    }

    /**
     * The command that a line calls.
     *
     * @param words at least one, without global options
     * @throws CommandFailure (usage) if there is none
     */
    public ShellCommand command(List<String> words) {
        for (int length = nameLength(words); length > 0; length--) {
            var found = catalog.find(String.join(" ", words.subList(0, length)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw unknown(words);
    }

    /**
     * The options and arguments of a line for its command.
     *
     * @throws CommandFailure (usage) if an option is unknown or lacks its value, or there are too many arguments
     */
    public ParsedInput parse(ShellCommand command, List<String> words) {
        ParsedInput.Builder input = ParsedInput.builder().commandName(command.name());
        int place = 0;
        boolean optionsEnded = false;
        for (int i = calledBy(command, words); i < words.size(); i++) {
            String word = words.get(i);
            if (!optionsEnded && word.equals("--")) {
                optionsEnded = true;
            } else if (!optionsEnded && isOption(word)) {
                boolean taken = option(command, word, i + 1 < words.size() ? words.get(i + 1) : "--", input);
                i += taken ? 1 : 0;
            } else {
                requirePlace(command, place, word);
                input.addArgument(new CommandArgument(place++, word));
            }
        }
        return input.build();
    }

    /** Whether a word is an option; a lone dash is none, it commonly names stdin. */
    public static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-");
    }

    private boolean option(ShellCommand command, String word, String next, ParsedInput.Builder input) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        OptionParameter option = command.optionParameters().stream()
                .filter(known -> known.answersTo(name))
                .findFirst()
                .orElseThrow(() -> unknownOption(command, name));
        CommandOption.Builder given = CommandOption.with().longName(option.name());
        if (equals >= 0) {
            input.addOption(given.value(word.substring(equals + 1)).build());
            return false;
        }
        if (option.flag()) {
            input.addOption(given.value("true").build());
            return false;
        }
        if (isOption(next)) {
            throw CommandFailure.usage(
                    "option %s needs a value (%s)".formatted(name, option.description()),
                    "Write --%s=VALUE if the value starts with a dash".formatted(option.name()));
        }
        input.addOption(given.value(next).build());
        return true;
    }

    private static void requirePlace(ShellCommand command, int place, String word) {
        if (CommandParameter.at(command.parameters(), place) == null) {
            throw CommandFailure.usage(
                    "%s takes no argument '%s'".formatted(command.name(), word), "Usage: " + Usage.line(command));
        }
    }

    private static CommandFailure unknownOption(ShellCommand command, String name) {
        List<String> known = command.optionParameters().stream()
                .map(option -> "--" + option.name())
                .toList();
        return CommandFailure.usage(
                "%s has no option %s.%s".formatted(command.name(), name, Suggestion.question(name, known)),
                "See: help " + command.name());
    }

    private CommandFailure unknown(List<String> words) {
        String typed = String.join(" ", words.subList(0, nameLength(words)));
        String first = words.getFirst();
        List<String> below =
                catalog.below(first).stream().map(ShellCommand::name).toList();
        if (!below.isEmpty()) {
            String question = Suggestion.question(typed, below);
            return CommandFailure.usage(
                    typed.equals(first)
                            ? "'%s' is a group of commands".formatted(first)
                            : "there is no command '%s'.%s".formatted(typed, question),
                    "Use one of: " + String.join(", ", below));
        }
        return CommandFailure.usage(
                "there is no command '%s'.%s".formatted(first, suggestion(typed, first)), "See: help");
    }

    private String suggestion(String typed, String first) {
        List<String> names = catalog.all().stream()
                .filter(command -> !command.hidden())
                .map(ShellCommand::name)
                .toList();
        String whole = Suggestion.question(typed, names);
        var firstWords =
                names.stream().flatMap(name -> Stream.of(name.split(" ", 2)[0])).toList();
        return whole.isEmpty() ? Suggestion.question(first, new TreeSet<>(firstWords)) : whole;
    }

    private int calledBy(ShellCommand command, List<String> words) {
        for (int length = nameLength(words); length > 0; length--) {
            String name = String.join(" ", words.subList(0, length));
            if (catalog.find(name).filter(command::equals).isPresent()) {
                return length;
            }
        }
        return 0;
    }

    private static int nameLength(List<String> words) {
        int length = 0;
        while (length < Math.min(words.size(), LONGEST_NAME) && !isOption(words.get(length))) {
            length++;
        }
        return Math.max(1, length);
    }
}
