package dev.quipu.shell.cli.run;

import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.builtin.HelpPages;
import dev.quipu.shell.cli.command.CommandLineParser;
import dev.quipu.shell.cli.command.ShellCommand;
import dev.quipu.shell.cli.line.GlobalOptions;
import dev.quipu.shell.cli.line.Words;
import dev.quipu.shell.cli.output.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Runs one line, whoever typed it, and turns whatever happens into an exit code. */
@Component
public class Dispatcher {

    private final CommandLineParser parser;
    private final HelpPages help;
    private final Console console;
    private final FailureReport failures;

    Dispatcher(CommandLineParser parser, HelpPages help, Console console, FailureReport failures) {
        this.parser = parser;
        this.help = help;
        this.console = console;
        this.failures = failures;
    }

    /** Runs the words of a line; failures are reported on stderr, never thrown. */
    public ExitCode run(List<String> words) {
        return guarded("", () -> execute(words));
    }

    /**
     * Splits a line into words and runs it.
     *
     * @param where the place of the line in a script with a colon and a blank after it, or empty
     */
    ExitCode runLine(String line, String where) {
        return guarded(where, () -> execute(Words.split(line)));
    }

    private ExitCode guarded(String where, Work work) {
        console.use(console.defaults());
        try {
            work.run();
            return ExitCode.DONE;
        } catch (InvocationTargetException | RuntimeException e) {
            return failures.report(e, where);
        } finally {
            console.use(console.defaults());
        }
    }

    private void execute(List<String> line) throws InvocationTargetException {
        GlobalOptions.Split split = console.defaults().split(line);
        console.use(split.options());
        List<String> words = split.words();
        if (split.options().help()) {
            console.text(help.about(words));
        } else if (!words.isEmpty()) {
            ShellCommand command = parser.command(words);
            command.run(parser.parse(command, words));
        }
    }

    private interface Work {
        void run() throws InvocationTargetException;
    }
}
