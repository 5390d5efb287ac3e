package dev.quipu.shell.cli.output;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Where the shell writes and asks: the process's own streams, or a terminal.
 *
 * @param outIsTerminal whether a person sees {@code out}
 * @param errIsTerminal whether a person sees {@code err}
 * @param inIsTerminal whether a person can answer
 * @param colours whether the environment allows colours
 * @param width the terminal's width in cells
 * @param ask shows a question and returns the answer, or null at the end of the input
 */
public record Channels(
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean inIsTerminal,
        boolean colours,
        IntSupplier width,
        UnaryOperator<@Nullable String> ask) {

    private static final int USUAL_WIDTH = 80;

    /** The process's streams, in UTF-8 whatever the locale says. */
    public static Channels ofProcess(Map<String, String> environment, TerminalStreams terminal) {
        PrintWriter err = writer(FileDescriptor.err);
        return new Channels(
                writer(FileDescriptor.out),
                err,
                terminal.out(),
                terminal.err(),
                terminal.in(),
                colours(environment),
                () -> USUAL_WIDTH,
                question -> ask(err, question));
    }

    /** The terminal behind a line reader. */
    public static Channels ofTerminal(LineReader reader, boolean colours) {
        PrintWriter writer = reader.getTerminal().writer();
        return new Channels(
                writer,
                writer,
                true,
                true,
                true,
                colours && !reader.getTerminal().getType().startsWith("dumb"),
                reader.getTerminal()::getWidth,
                question -> answer(reader, question));
    }

    /** Whether {@code NO_COLOR} (no-color.org) and {@code TERM} allow colours. */
    public static boolean colours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static @Nullable String ask(PrintWriter err, @Nullable String question) {
        err.print(question);
        err.flush();
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String answer(LineReader reader, @Nullable String question) {
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }
}
