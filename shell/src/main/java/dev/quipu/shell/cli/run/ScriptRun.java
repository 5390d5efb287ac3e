package dev.quipu.shell.cli.run;

import dev.quipu.shell.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Runs the lines of a script up to the first failure. Lines that are blank or start with # or // are skipped. */
@Component
class ScriptRun {

    private final Dispatcher dispatcher;
    private final Session session;
    private final FailureReport failures;

    ScriptRun(Dispatcher dispatcher, Session session, FailureReport failures) {
        this.dispatcher = dispatcher;
        this.session = session;
        this.failures = failures;
    }

    /** Runs a UTF-8 file, or stdin if the name is a dash, and returns the code of the line that failed. */
    ExitCode run(String file) {
        try (BufferedReader lines = open(file)) {
            return run(lines, file.equals("-") ? "stdin" : file);
        } catch (IOException | UncheckedIOException e) {
            return failures.report(e, "");
        }
    }

    private ExitCode run(BufferedReader lines, String name) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null && !session.isLeft(); line = lines.readLine()) {
            number++;
            if (skips(line)) {
                continue;
            }
            ExitCode code = dispatcher.runLine(line, "%s line %d: ".formatted(name, number));
            if (code != ExitCode.DONE) {
                return code;
            }
        }
        return ExitCode.DONE;
    }

    private static BufferedReader open(String file) throws IOException {
        return file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file));
    }

    private static boolean skips(String line) {
        String text = line.strip();
        return text.isEmpty() || Stream.of("#", "//").anyMatch(text::startsWith);
    }
}
