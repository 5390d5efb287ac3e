package dev.quipu.shell.cli.command;

import dev.quipu.shell.cli.command.CommandParameter.OptionParameter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The usage line of a command: {@code change approve CHANGES... [--reason REASON]}. */
public final class Usage {

    private Usage() {}

    /** The line without the leading {@code quipu}. */
    public static String line(ShellCommand command) {
        Stream<String> arguments = command.argumentParameters().stream()
                .map(parameter -> optional(parameter, parameter.name() + (parameter.many() ? "..." : "")));
        Stream<String> options = command.optionParameters().stream()
                .map(option -> optional(option, typed(option)) + (option.many() ? "..." : ""));
        return Stream.of(Stream.of(command.name()), arguments, options)
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" "));
    }

    /** An option with its value: {@code --reason REASON}. */
    public static String typed(OptionParameter option) {
        String value =
                option.name().substring(option.name().lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
        return "--" + option.name() + (option.flag() ? "" : " " + value);
    }

    private static String optional(CommandParameter parameter, String text) {
        return parameter.required() ? text : "[" + text + "]";
    }
}
