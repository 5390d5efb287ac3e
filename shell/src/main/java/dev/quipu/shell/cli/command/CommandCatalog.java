package dev.quipu.shell.cli.command;

import dev.quipu.shell.cli.Examples;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.shell.core.command.annotation.Command;

/** All commands of the application by name, sorted. Immutable. */
public final class CommandCatalog {

    private final Map<String, ShellCommand> byName = new TreeMap<>();
    private final Map<String, ShellCommand> byAlias = new TreeMap<>();

    /** @throws IllegalStateException if two commands answer to the same words */
    public CommandCatalog(Collection<ShellCommand> commands) {
        for (ShellCommand command : commands) {
            claim(byName, command.name(), command);
            command.aliases().forEach(alias -> claim(byAlias, alias, command));
        }
    }

    /** The commands of a class whose methods carry {@code @Command}; empty for any other class. */
    public static List<ShellCommand> commandsOf(Class<?> type, Supplier<Object> target) {
        return MethodIntrospector.selectMethods(
                        type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, Command.class))
                .stream()
                .map(method -> command(method, target))
                .toList();
    }

    /** All commands sorted by name, hidden ones included. */
    public List<ShellCommand> all() {
        return List.copyOf(byName.values());
    }

    /** The commands an operator is shown, under their groups; the shell's own group comes last. */
    public Map<String, List<ShellCommand>> byGroup() {
        Map<String, List<ShellCommand>> groups = new TreeMap<>(
                Comparator.<String, Boolean>comparing("Shell"::equals).thenComparing(Comparator.naturalOrder()));
        all().stream().filter(command -> !command.hidden()).forEach(command -> groups.computeIfAbsent(
                        command.group(), name -> new ArrayList<>())
                .add(command));
        return new LinkedHashMap<>(groups);
    }

    /** The command called by exactly these words. */
    public Optional<ShellCommand> find(String words) {
        return Optional.ofNullable(byName.getOrDefault(words, byAlias.get(words)));
    }

    /** The commands whose name starts with these words and has more. */
    public List<ShellCommand> below(String words) {
        return all().stream()
                .filter(command -> !command.hidden() && command.name().startsWith(words + " "))
                .toList();
    }

    private static void claim(Map<String, ShellCommand> names, String words, ShellCommand command) {
        if (words.split(" ", -1).length > 2) {
            throw new IllegalStateException("command '%s': a name has one or two words".formatted(words));
        }
        ShellCommand other = names.putIfAbsent(words, command);
        if (other != null) {
            throw new IllegalStateException(
                    "command '%s' is declared by %s and %s".formatted(words, other.method(), command.method()));
        }
    }

    private static ShellCommand command(Method method, Supplier<Object> target) {
        Command declared = AnnotatedElementUtils.getMergedAnnotation(method, Command.class);
        if (declared == null) {
            throw new IllegalStateException(method + " carries no @Command");
        }
        method.setAccessible(true);
        Examples examples = method.getAnnotation(Examples.class);
        return new ShellCommand(
                String.join(" ", declared.name()),
                Arrays.asList(declared.alias()),
                declared.group(),
                declared.description(),
                declared.hidden(),
                Signature.of(method),
                examples == null ? List.of() : List.of(examples.value()),
                method,
                target);
    }
}
