package dev.quipu.shell.cli.run;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The one place where exceptions become an exit code and a sentence or two on stderr. */
@Component
class FailureReport {

    private final Console console;
    private final ObjectProvider<FailureTranslator> translators;

    FailureReport(Console console, ObjectProvider<FailureTranslator> translators) {
        this.console = console;
        this.translators = translators;
    }

    /**
     * Tells the operator what went wrong.
     *
     * @param where the place of the line in a script with a colon and a blank after it, or empty
     */
    ExitCode report(Throwable thrown, String where) {
        CommandFailure failure = failure(thrown);
        console.error(where + sentence(failure.getMessage()));
        if (!failure.nextStep().isEmpty()) {
            console.message(nextSentence(failure.nextStep()));
        }
        if (console.options().debug()) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            console.message(trace.toString());
        }
        return failure.exitCode();
    }

    private CommandFailure failure(Throwable thrown) {
        return causes(thrown)
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .orElseGet(() -> unexpected(unwrapped(thrown)));
    }

    private Optional<CommandFailure> known(Throwable cause) {
        return switch (cause) {
            case CommandFailure failure -> Optional.of(failure);
            case NoSuchFileException e ->
                Optional.of(CommandFailure.usage("there is no file %s".formatted(e.getFile()), "Check the path"));
            case FileAlreadyExistsException e ->
                Optional.of(CommandFailure.usage(
                        "%s exists already".formatted(e.getFile()), "Choose another name; nothing was overwritten"));
            case AccessDeniedException e ->
                Optional.of(CommandFailure.usage(
                        "no permission for file %s".formatted(e.getFile()), "Check the file's owner and mode"));
            case FileSystemException e ->
                Optional.of(CommandFailure.usage(
                        "can't use file %s: %s"
                                .formatted(
                                        e.getFile(),
                                        Objects.requireNonNullElse(e.getReason(), "it is of another kind")),
                        "Check the path"));
            case InterruptedException e -> Optional.of(new CommandFailure(ExitCode.FAILED, "interrupted", "", e));
            default ->
                translators
                        .orderedStream()
                        .flatMap(translator -> translator.translate(cause).stream())
                        .findFirst();
        };
    }

    private static CommandFailure unexpected(Throwable thrown) {
        String message = thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : "%s (%s)".formatted(thrown.getMessage(), thrown.getClass().getSimpleName());
        return new CommandFailure(ExitCode.FAILED, message, "Run it again with --debug for the details", thrown);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }

    private static Throwable unwrapped(Throwable thrown) {
        boolean wraps = List.of(
                        InvocationTargetException.class,
                        UndeclaredThrowableException.class,
                        CompletionException.class,
                        ExecutionException.class)
                .contains(thrown.getClass());
        return wraps && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
    }

    /** A command to copy stands after a colon and keeps its end. */
    private static String nextSentence(String text) {
        return text.contains(": ") ? text : sentence(text);
    }

    private static String sentence(String text) {
        return text.isEmpty() || ".?!:".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}
