package dev.quipu.shell;

import dev.quipu.ledger.local.TestBroker;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Channels;
import dev.quipu.shell.cli.run.Dispatcher;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The shell in this process, as a client of the tests' broker with a ledger topic of its own. */
final class OperatorShell implements AutoCloseable {

    /** How a command ended. */
    record Ended(ExitCode code, String out, String err) {}

    private final Screen screen = new Screen();
    private final String topic;
    private final ConfigurableApplicationContext application;

    /**
     * @param folder becomes the home
     * @param settings lines of its configuration file, besides those that name the ledger
     */
    OperatorShell(Path folder, String... settings) throws IOException {
        this(folder, List.of(settings), TestBroker.freshTopic());
    }

    /** A shell of a ledger that another one made. */
    static OperatorShell ofTopic(Path folder, String topic) throws IOException {
        return new OperatorShell(folder, List.of(), topic);
    }

    private OperatorShell(Path folder, List<String> settings, String topic) throws IOException {
        this.topic = topic;
        Files.writeString(folder.resolve("quipu.properties"), """
            kafka.bootstrap.servers=%s
            ledger.topic=%s
            actor=ana
            %s
            """.formatted(
                        TestBroker.bootstrapServers(), topic, String.join("\n", settings)));
        SpringApplication shell = QuipuShell.application(false, false);
        shell.addInitializers(context -> register((GenericApplicationContext) context, folder));
        application = shell.run("version");
        screen.takeOut();
    }

    private void register(GenericApplicationContext context, Path folder) {
        context.registerBean("screen", Channels.class, () -> screen.channels(false), bean -> bean.setPrimary(true));
        context.registerBean("home", QuipuHome.class, () -> new QuipuHome(folder), bean -> bean.setPrimary(true));
    }

    /** The ledger's topic, which does not exist before {@code ledger init}. */
    String topic() {
        return topic;
    }

    /** What the command that runs on another thread has said on stderr. */
    String saidSoFar() {
        return screen.err();
    }

    Ended run(String... words) {
        ExitCode code = application.getBean(Dispatcher.class).run(List.of(words));
        return new Ended(code, screen.takeOut(), screen.takeErr());
    }

    @Override
    public void close() {
        application.close();
    }
}
