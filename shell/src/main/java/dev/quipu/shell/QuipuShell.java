package dev.quipu.shell;

import dev.quipu.shell.cli.QuipuHome;
import dev.quipu.shell.cli.line.GlobalOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The program behind {@code quipu}. */
@SpringBootApplication(proxyBeanMethods = false)
public class QuipuShell {

    /** Runs one command, a script or the prompt, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        SpringApplication application =
                application(GlobalOptions.defaults(System.getenv()).debug()
                        || List.of(arguments).contains("--debug"));
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

    /** The application, with logs only when debugging; arguments are commands and never properties. */
    static SpringApplication application(boolean debug) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "quipu",
                        Map.of(
                                "debug", "false",
                                "trace", "false",
                                "logging.level.root", debug ? "INFO" : "WARN",
                                "logging.level.dev.quipu", debug ? "DEBUG" : "WARN",
                                "logging.level.org.springframework.boot", debug ? "INFO" : "OFF")));
        SpringApplication application = new SpringApplication(QuipuShell.class);
        application.setEnvironment(environment);
        application.setAddCommandLineProperties(false);
        return application;
    }

    @Bean
    QuipuHome quipuHome() {
        return QuipuHome.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }
}
