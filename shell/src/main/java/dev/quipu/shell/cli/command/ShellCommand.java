package dev.quipu.shell.cli.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ExitStatus;
import org.springframework.shell.core.command.ParsedInput;

/**
 * A command made of an annotated method. The object that has the method is created when the command first runs.
 *
 * @param name the words that call it, separated by one blank
 * @param aliases other words that call it
 * @param group the heading it stands under in the list of commands
 * @param description what it does, one phrase
 * @param examples whole command lines without the leading {@code quipu}; not empty for a well-made command
 */
public record ShellCommand(
        String name,
        List<String> aliases,
        String group,
        String description,
        boolean hidden,
        List<CommandParameter> parameters,
        List<String> examples,
        Method method,
        Supplier<Object> target)
        implements Command {

    @Override
    public ExitStatus execute(CommandContext context) throws InvocationTargetException {
        run(context.parsedInput());
        return ExitStatus.OK;
    }

    /**
     * Runs the command with what the line gives.
     *
     * @throws dev.quipu.shell.cli.CommandFailure (usage) if a value is missing or of the wrong form
     * @throws InvocationTargetException around whatever the command throws
     */
    public void run(ParsedInput input) throws InvocationTargetException {
        @Nullable Object[] values = new Binding(this, input).values();
        try {
            method.invoke(target.get(), values);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getGroup() {
        return group;
    }

    @Override
    public boolean isHidden() {
        return hidden;
    }

    @Override
    public List<String> getAliases() {
        return aliases;
    }

    @Override
    public List<CommandOption> getOptions() {
        return optionParameters().stream()
                .map(option -> CommandOption.with()
                        .longName(option.name())
                        .shortName(option.shortName())
                        .description(option.description())
                        .required(option.required())
                        .type(option.valueType())
                        .build())
                .toList();
    }

    /** The parameters that are options, in the order of the method. */
    public List<CommandParameter.OptionParameter> optionParameters() {
        return parameters.stream()
                .filter(CommandParameter.OptionParameter.class::isInstance)
                .map(CommandParameter.OptionParameter.class::cast)
                .toList();
    }

    /** The parameters that are no options, in the order of the method. */
    public List<CommandParameter> argumentParameters() {
        return parameters.stream()
                .filter(parameter -> !(parameter instanceof CommandParameter.OptionParameter))
                .toList();
    }
}
