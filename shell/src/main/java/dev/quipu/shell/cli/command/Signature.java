package dev.quipu.shell.cli.command;

import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Rest;
import dev.quipu.shell.cli.command.CommandParameter.ArgumentParameter;
import dev.quipu.shell.cli.command.CommandParameter.OptionParameter;
import dev.quipu.shell.cli.command.CommandParameter.RestParameter;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Option;

/** Reads the parameters of a command method from its annotations. */
final class Signature {

    private final Method method;

    private Signature(Method method) {
        this.method = method;
    }

    /** @throws IllegalStateException if a parameter is neither option nor argument */
    static List<CommandParameter> of(Method method) {
        Signature signature = new Signature(method);
        return Arrays.stream(method.getParameters()).map(signature::read).toList();
    }

    private CommandParameter read(Parameter parameter) {
        Option option = parameter.getAnnotation(Option.class);
        if (option != null) {
            return option(parameter, option);
        }
        Argument argument = parameter.getAnnotation(Argument.class);
        if (argument != null) {
            return argument(parameter, argument);
        }
        Rest rest = parameter.getAnnotation(Rest.class);
        if (rest != null) {
            return new RestParameter(
                    firstFree(),
                    label(parameter),
                    rest.description(),
                    rest.min(),
                    element(parameter),
                    completedBy(parameter));
        }
        throw new IllegalStateException(
                "%s: parameter %s needs @Option, @Argument or @Rest".formatted(method, parameter.getName()));
    }

    private static OptionParameter option(Parameter parameter, Option option) {
        return new OptionParameter(
                option.longName().isEmpty() ? kebab(parameter.getName()) : option.longName(),
                option.shortName(),
                option.description(),
                option.required(),
                element(parameter),
                isCollection(parameter),
                completedBy(parameter),
                option.defaultValue());
    }

    private static ArgumentParameter argument(Parameter parameter, Argument argument) {
        boolean optional = !argument.defaultValue().isEmpty()
                || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new ArgumentParameter(
                argument.index(),
                label(parameter),
                argument.description(),
                !optional,
                element(parameter),
                completedBy(parameter),
                argument.defaultValue());
    }

    private int firstFree() {
        return (int) Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(Argument.class))
                .count();
    }

    private static Class<?> element(Parameter parameter) {
        if (!isCollection(parameter)) {
            return parameter.getType();
        }
        return ResolvableType.forType(parameter.getParameterizedType())
                .getGeneric(0)
                .resolve(String.class);
    }

    private static boolean isCollection(Parameter parameter) {
        return Collection.class.isAssignableFrom(parameter.getType());
    }

    private static String completedBy(Parameter parameter) {
        CompletedBy named = parameter.getAnnotation(CompletedBy.class);
        return named == null ? "" : named.value();
    }

    private static String label(Parameter parameter) {
        return kebab(parameter.getName()).toUpperCase(Locale.ROOT);
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
