package dev.quipu.shell.cli.run;

import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Channels;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.prompt.PromptInput;
import org.jline.terminal.Terminal;
import org.springframework.stereotype.Component;

/** The read, run, print loop at the terminal. Ctrl-C interrupts the running command and keeps the shell. */
@Component
class PromptRun {

    private final PromptInput input;
    private final Dispatcher dispatcher;
    private final Session session;
    private final Console console;

    PromptRun(PromptInput input, Dispatcher dispatcher, Session session, Console console) {
        this.input = input;
        this.dispatcher = dispatcher;
        this.session = session;
        this.console = console;
    }

    /** Runs lines until the operator leaves. */
    ExitCode run() {
        console.use(Channels.ofTerminal(input.getLineReader(), console.colours()));
        while (!session.isLeft()) {
            String line = input.readInput();
            if (!line.isBlank()) {
                interruptible(() -> dispatcher.runLine(line, ""));
            }
        }
        return ExitCode.DONE;
    }

    private void interruptible(Runnable work) {
        Terminal terminal = input.getLineReader().getTerminal();
        Thread worker = Thread.currentThread();
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> worker.interrupt());
        try {
            work.run();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted();
        }
    }
}
