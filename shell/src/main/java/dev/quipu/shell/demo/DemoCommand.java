package dev.quipu.shell.demo;

import dev.quipu.ledger.event.ServiceName;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.line.Words;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.cli.run.Dispatcher;
import dev.quipu.shell.cli.run.Session;
import dev.quipu.shell.config.QuipuHome;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Plays the story. */
@Component
class DemoCommand {

    private static final ServiceName PROTAGONIST = new ServiceName("orders");

    private final LedgerAccess access;
    private final Console console;
    private final Dispatcher dispatcher;
    private final Session session;
    private final QuipuHome home;

    DemoCommand(LedgerAccess access, Console console, Dispatcher dispatcher, Session session, QuipuHome home) {
        this.access = access;
        this.console = console;
        this.dispatcher = dispatcher;
        this.session = session;
        this.home = home;
    }

    @Command(name = "demo", group = "Shell", description = "See Quipu at work on three services of an online shop")
    @Examples({"demo", "demo --unattended"})
    void demo(@Option(description = "ask nothing, and end afterwards", defaultValue = "false") boolean unattended)
            throws IOException {
        boolean guided = !unattended && console.canAsk();
        if (access.state().service(PROTAGONIST) != null) {
            throw CommandFailure.refused(
                    "this ledger has a service orders already, from an earlier demo or your own",
                    "Look around: quipu status. Or play the demo elsewhere: QUIPU_HOME=$(mktemp -d) quipu demo");
        }
        Path folder = home.create().folder().resolve("demo");
        DemoFiles.write(folder);
        for (Story.Scene scene : DemoFiles.story(folder).scenes()) {
            play(scene, guided);
        }
        console.message("");
        console.message(Tone.GOOD, "That was the demo. Its change files are in %s.".formatted(folder));
        console.message("Stop the local node when you are done: down. All commands: help.");
        if (guided) {
            session.stay();
        }
    }

    private void play(Story.Scene scene, boolean guided) {
        console.message("");
        console.message(Tone.NOTICE, scene.narration());
        if (guided && !console.pause("[Enter] ")) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the demo was left before its end", "See what there is: quipu status");
        }
        scene.lines().forEach(this::run);
    }

    private void run(Story.Line line) {
        console.message("");
        console.message(Tone.MUTED, "quipu> " + line.command());
        ExitCode code = dispatcher.run(Words.split(line.command()));
        if (code.number() != line.exitCode()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the demo stops, since the last command ended with %d and not %d"
                            .formatted(code.number(), line.exitCode()),
                    "See what it says above, and the node's log in " + home.logs());
        }
    }
}
