package dev.quipu.shell.cli.prompt;

import dev.quipu.shell.cli.command.CommandLineParser;
import dev.quipu.shell.cli.command.CommandParameter;
import dev.quipu.shell.cli.command.CommandParameter.OptionParameter;
import dev.quipu.shell.cli.command.ShellCommand;
import dev.quipu.shell.cli.line.GlobalOptions;
import dev.quipu.shell.cli.output.OutputFormat;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What Tab proposes after a command's name: the names of its options, and values for options and arguments. */
@Component
class ParameterCompletion {

    private static final OptionParameter OUTPUT =
            new OptionParameter("output", 'o', "", false, OutputFormat.class, false, "", "");

    private final ValueCompletion values;

    ParameterCompletion(ValueCompletion values) {
        this.values = values;
    }

    List<Candidate> of(ShellCommand command, LineReader reader, ParsedLine line) {
        List<String> before = line.words().subList(0, line.wordIndex());
        String word = line.word().substring(0, line.wordCursor());
        OptionParameter open = openOption(command, before.getLast());
        if (open != null) {
            return values.of(open, "", command, reader, line);
        }
        int equals = word.indexOf('=');
        if (word.startsWith("-") && equals > 0) {
            OptionParameter option = option(command, word.substring(0, equals));
            return option == null ? List.of() : values.of(option, word.substring(0, equals + 1), command, reader, line);
        }
        if (word.startsWith("-")) {
            return optionNames(command, before);
        }
        CommandParameter argument = CommandParameter.at(command.parameters(), place(command, before));
        return argument == null ? optionNames(command, before) : values.of(argument, "", command, reader, line);
    }

    private static @Nullable OptionParameter openOption(ShellCommand command, String last) {
        OptionParameter option = option(command, last);
        return option == null || option.flag() ? null : option;
    }

    private static @Nullable OptionParameter option(ShellCommand command, String typed) {
        if (OUTPUT.answersTo(typed)) {
            return OUTPUT;
        }
        return command.optionParameters().stream()
                .filter(option -> option.answersTo(typed))
                .findFirst()
                .orElse(null);
    }

    private static int place(ShellCommand command, List<String> before) {
        int words = 0;
        for (int i = 0; i < before.size(); i++) {
            boolean valueOfOption = i > 0 && openOption(command, before.get(i - 1)) != null;
            if (!valueOfOption && !CommandLineParser.isOption(before.get(i))) {
                words++;
            }
        }
        return words - command.name().split(" ", -1).length;
    }

    private static List<Candidate> optionNames(ShellCommand command, List<String> before) {
        List<Candidate> names = new ArrayList<>();
        for (OptionParameter option : command.optionParameters()) {
            if (option.many() || before.stream().noneMatch(word -> option.answersTo(word.split("=", 2)[0]))) {
                names.add(name(option.name(), option.description()));
            }
        }
        for (GlobalOptions.Described option : GlobalOptions.ALL) {
            if (!before.contains("--" + option.longName())) {
                names.add(name(option.longName(), option.description()));
            }
        }
        return names;
    }

    private static Candidate name(String longName, String description) {
        return new Candidate("--" + longName, "--" + longName, null, description, null, null, true);
    }
}
