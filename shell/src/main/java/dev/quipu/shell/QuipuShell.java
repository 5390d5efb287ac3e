package dev.quipu.shell;

import dev.quipu.consumers.spring.QuipuAutoConfiguration;
import dev.quipu.shell.cli.line.GlobalOptions;
import dev.quipu.shell.config.QuipuHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The program behind {@code quipu}. */
@SpringBootApplication(proxyBeanMethods = false, exclude = QuipuAutoConfiguration.class)
public class QuipuShell {

    /** Commands whose log is what they have to say. */
    private static final Set<String> LONG_RUNNING = Set.of("agent", "conductor");

    /** Runs one command, a script or the prompt, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        boolean debug = GlobalOptions.defaults(System.getenv()).debug()
                || List.of(arguments).contains("--debug");
        SpringApplication application =
                application(debug, LONG_RUNNING.contains(arguments.length == 0 ? "" : arguments[0]));
        int exitCode;
        try {
            exitCode = SpringApplication.exit(application.run(arguments));
        } catch (RuntimeException e) {
            System.err.println("error: the shell cannot start: %s%nRun it again with --debug for the details."
                    .formatted(e.getMessage()));
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    /**
     * The application; arguments are commands and never properties.
     *
     * @param debug whether to log all
     * @param tells whether to log what a process that runs for long does
     */
    static SpringApplication application(boolean debug, boolean tells) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "quipu",
                        Map.of(
                                "debug", "false",
                                "trace", "false",
                                "logging.level.root", debug ? "INFO" : "WARN",
                                "logging.level.org.apache.kafka", debug ? "INFO" : tells ? "ERROR" : "OFF",
                                "logging.level.dev.quipu", debug ? "DEBUG" : tells ? "INFO" : "WARN",
                                "logging.level.org.springframework.boot", debug ? "INFO" : "OFF")));
        SpringApplication application = new SpringApplication(QuipuShell.class);
        application.setEnvironment(environment);
        application.setAddCommandLineProperties(false);
        // Signals end the process at once: beans that are destroyed under a running command only make it fail oddly.
        application.setRegisterShutdownHook(false);
        return application;
    }

    @Bean
    QuipuHome quipuHome() {
        return QuipuHome.locate(System.getenv(), Path.of(System.getProperty("user.home")));
    }
}
