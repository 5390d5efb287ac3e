package dev.quipu.shell.cli.run;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.line.GlobalOptions;
import dev.quipu.shell.cli.output.Console;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/** What the process does once the application stands: one command, a script or the prompt. Keeps the exit code. */
@Component("springShellApplicationRunner")
class QuipuRunner implements ApplicationRunner, ExitCodeGenerator {

    private final Console console;
    private final Dispatcher dispatcher;
    private final Session session;
    private final FailureReport failures;
    private final ObjectProvider<ScriptRun> script;
    private final ObjectProvider<PromptRun> prompt;
    private volatile ExitCode code = ExitCode.DONE;

    QuipuRunner(
            Console console,
            Dispatcher dispatcher,
            Session session,
            FailureReport failures,
            ObjectProvider<ScriptRun> script,
            ObjectProvider<PromptRun> prompt) {
        this.console = console;
        this.dispatcher = dispatcher;
        this.session = session;
        this.failures = failures;
        this.script = script;
        this.prompt = prompt;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            code = run(List.of(arguments.getSourceArgs()));
        } catch (CommandFailure e) {
            code = failures.report(e, "");
        }
    }

    @Override
    public int getExitCode() {
        return code.number();
    }

    private ExitCode run(List<String> line) {
        GlobalOptions.Split split = console.defaults().split(line);
        if (split.options().help()) {
            return dispatcher.run(line);
        }
        console.useByDefault(split.options());
        return switch (Mode.of(split.words(), console.canAsk())) {
            case Mode.OneShot command -> oneShot(command);
            case Mode.Script lines -> script.getObject().run(lines.file());
            case Mode.Prompt ignored -> prompt.getObject().run();
        };
    }

    private ExitCode oneShot(Mode.OneShot command) {
        ExitCode result = dispatcher.run(command.words());
        return session.stays() && console.canAsk() ? prompt.getObject().run() : result;
    }
}
