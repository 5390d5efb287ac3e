package dev.quipu.shell.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command takes from the line: an option, a numbered argument, or the rest of the arguments. */
public sealed interface CommandParameter {

    /** The option's long name, or the argument's label as the usage line shows it. */
    String name();

    /** What the value is, for the help page. */
    String description();

    /** Whether the command refuses to run without it. */
    boolean required();

    /** The type of one value: the element type where several are taken. */
    Class<?> valueType();

    /** Whether the command's method takes a list. */
    boolean many();

    /** The name of the bean that proposes values; empty if there is none. */
    String completedBy();

    /** The value when the line gives none; empty if there is none. */
    String defaultValue();

    /** An option; {@code shortName} is a blank if it has none. */
    record OptionParameter(
            String name,
            char shortName,
            String description,
            boolean required,
            Class<?> valueType,
            boolean many,
            String completedBy,
            String defaultValue)
            implements CommandParameter {

        /** Whether the option stands alone, without a value. */
        public boolean flag() {
            return valueType == boolean.class || valueType == Boolean.class;
        }

        /** Whether a typed {@code --name} or {@code -n} is this option. */
        public boolean answersTo(String typed) {
            return typed.equals("--" + name) || (shortName != ' ' && typed.equals("-" + shortName));
        }
    }

    /** The argument at a place, counted from 0. */
    record ArgumentParameter(
            int index,
            String name,
            String description,
            boolean required,
            Class<?> valueType,
            String completedBy,
            String defaultValue)
            implements CommandParameter {

        @Override
        public boolean many() {
            return false;
        }
    }

    /** All arguments from a place on. */
    record RestParameter(int from, String name, String description, int min, Class<?> valueType, String completedBy)
            implements CommandParameter {

        @Override
        public boolean required() {
            return min > 0;
        }

        @Override
        public boolean many() {
            return true;
        }

        @Override
        public String defaultValue() {
            return "";
        }
    }

    /** The values of a type as they are typed, if they can be listed: the names of an enum. */
    static List<String> typedValues(Class<?> type) {
        return type.isEnum() ? ValueConverter.typedNames(type) : List.of();
    }

    /** The argument or rest parameter that takes the argument at a place, or null if there is none. */
    static @Nullable CommandParameter at(List<CommandParameter> parameters, int place) {
        for (CommandParameter parameter : parameters) {
            boolean takes =
                    switch (parameter) {
                        case OptionParameter ignored -> false;
                        case ArgumentParameter argument -> argument.index() == place;
                        case RestParameter rest -> rest.from() <= place;
                    };
            if (takes) {
                return parameter;
            }
        }
        return null;
    }
}
