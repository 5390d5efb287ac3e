package dev.quipu.shell.cli.command;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.command.CommandParameter.ArgumentParameter;
import dev.quipu.shell.cli.command.CommandParameter.OptionParameter;
import dev.quipu.shell.cli.command.CommandParameter.RestParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.ParsedInput;

/** The values of one line for the parameters of its command. */
record Binding(ShellCommand command, ParsedInput input) {

    private static final ValueConverter CONVERTER = new ValueConverter();

    /**
     * One value per method parameter; null for an optional one that is not given.
     *
     * @throws CommandFailure (usage) if a value is missing, given too often or of the wrong form
     */
    @Nullable
    Object[] values() {
        return command.parameters().stream().map(this::value).toArray();
    }

    private @Nullable Object value(CommandParameter parameter) {
        List<String> given = given(parameter);
        if (given.isEmpty() && !parameter.defaultValue().isEmpty()) {
            given = List.of(parameter.defaultValue());
        }
        if (given.size() < least(parameter)) {
            throw missing(parameter);
        }
        if (parameter.many()) {
            return given.stream()
                    .map(text -> CONVERTER.convert(text, parameter))
                    .toList();
        }
        if (given.size() > 1) {
            throw CommandFailure.usage("option --%s is given twice".formatted(parameter.name()), "Give it once");
        }
        return given.isEmpty() ? absent(parameter.valueType()) : CONVERTER.convert(given.getFirst(), parameter);
    }

    private static int least(CommandParameter parameter) {
        return parameter instanceof RestParameter rest ? rest.min() : parameter.required() ? 1 : 0;
    }

    private List<String> given(CommandParameter parameter) {
        return switch (parameter) {
            case OptionParameter option ->
                input.options().stream()
                        .filter(given -> option.name().equals(given.longName()))
                        .map(given -> String.valueOf(given.value()))
                        .toList();
            case ArgumentParameter argument -> arguments(argument.index(), argument.index() + 1);
            case RestParameter rest -> arguments(rest.from(), Integer.MAX_VALUE);
        };
    }

    private List<String> arguments(int from, int to) {
        return input.arguments().stream()
                .filter(argument -> argument.index() >= from && argument.index() < to)
                .map(CommandArgument::value)
                .toList();
    }

    private CommandFailure missing(CommandParameter parameter) {
        String what = parameter instanceof OptionParameter ? "option --" : "argument ";
        return CommandFailure.usage(
                "%s needs %s%s (%s)".formatted(command.name(), what, parameter.name(), parameter.description()),
                "Usage: " + Usage.line(command));
    }

    private static @Nullable Object absent(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type.isPrimitive()) {
            throw new IllegalStateException("an optional %s parameter needs a default value".formatted(type));
        }
        return null;
    }
}
