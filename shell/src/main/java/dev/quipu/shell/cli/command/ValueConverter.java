package dev.quipu.shell.cli.command;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.ReflectionUtils;

/**
 * Turns a typed value into the type a command asks for.
 *
 * <p>Knows enums (written in lower case with dashes), paths, every type with a static {@code parse(String)}, and what
 * Spring Boot converts (numbers, booleans, durations such as {@code 30s}, sizes).
 */
final class ValueConverter {

    /**
     * The converted value.
     *
     * @throws CommandFailure (usage) naming the parameter if the text is no such value
     */
    Object convert(String text, CommandParameter parameter) {
        Class<?> type = parameter.valueType();
        try {
            return convert(text, type);
        } catch (IllegalArgumentException | ConversionException e) {
            throw new CommandFailure(ExitCode.USAGE, message(shown(parameter), text, reason(e, type)), "", e);
        }
    }

    private static String message(String parameter, String text, String reason) {
        return reason.contains("'%s'".formatted(text))
                ? "%s: %s".formatted(parameter, reason)
                : "%s '%s': %s".formatted(parameter, text, reason);
    }

    /** The values of an enum type as they are typed. */
    static List<String> typedNames(Class<?> enumType) {
        return Arrays.stream(enumType.getEnumConstants())
                .map(constant -> typed((Enum<?>) constant))
                .toList();
    }

    private static Object convert(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        }
        if (type.isEnum()) {
            return constant(text, type);
        }
        if (type == Path.class) {
            return path(text);
        }
        Method parse = ReflectionUtils.findMethod(type, "parse", String.class);
        if (parse != null && Modifier.isStatic(parse.getModifiers())) {
            ReflectionUtils.makeAccessible(parse);
            return parsed(parse, text);
        }
        Object converted = ApplicationConversionService.getSharedInstance().convert(text, type);
        if (converted == null) {
            throw new IllegalArgumentException("a value is missing");
        }
        return converted;
    }

    private static Object constant(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> typed((Enum<?>) constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        typedNames(type).stream().collect(Collectors.joining(", ", "use one of ", ""))));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path: " + e.getReason(), e);
        }
    }

    private static Object parsed(Method parse, String text) {
        ReflectionUtils.makeAccessible(parse);
        try {
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(RuntimeException e, Class<?> type) {
        return e instanceof ConversionException || e.getMessage() == null
                ? "is no " + type.getSimpleName().toLowerCase(Locale.ROOT)
                : e.getMessage();
    }

    private static String shown(CommandParameter parameter) {
        return parameter instanceof CommandParameter.OptionParameter ? "--" + parameter.name() : parameter.name();
    }

    private static String typed(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
