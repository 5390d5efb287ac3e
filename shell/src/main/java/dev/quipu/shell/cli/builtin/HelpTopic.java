package dev.quipu.shell.cli.builtin;

import dev.quipu.shell.cli.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A subject of help that is no command. */
enum HelpTopic {
    EXIT_CODES("what the exit status of a command means") {
        @Override
        String text() {
            return new HelpText()
                    .line("The exit status of quipu. In a script it is that of the first line that fails.")
                    .line("")
                    .rows(Arrays.stream(ExitCode.values())
                            .map(code -> List.of(String.valueOf(code.number()), code.meaning()))
                            .toList())
                    .toString();
        }
    },
    BACKFILLS("how a backfill is held, paused and aborted, and how it goes on") {
        @Override
        String text() {
            return new HelpText()
                    .line("Three ways in which a backfill stops.")
                    .line("")
                    .rows(STOPS)
                    .line("")
                    .line("A change file has the limits of its backfill; limits set changes those of a target at once.")
                    .toString();
        }
    },
    ENVIRONMENT("the environment variables that quipu reads") {
        @Override
        String text() {
            return new HelpText()
                    .line("The environment variables that quipu reads.")
                    .line("")
                    .rows(VARIABLES)
                    .line("")
                    .line("The program is built on first use. After a change to its sources, build it again")
                    .line("with: quipu --build")
                    .toString();
        }
    };

    private static final List<List<String>> STOPS = List.of(
            List.of("hold", "a limit is exceeded, such as a replica's lag; it goes on by itself when it is kept again"),
            List.of("pause", "an operator or a threshold has stopped it; it goes on with: backfill resume"),
            List.of("abort", "it ends as failed; what is filled stays, and rolling out again goes on from there"));

    private static final List<List<String>> VARIABLES = List.of(
            List.of("QUIPU_HOME", "folder for what quipu keeps on this machine; default ~/.quipu"),
            List.of("QUIPU_BOOTSTRAP_SERVERS", "brokers of a cluster, host:port,...; default the local node"),
            List.of("QUIPU_REGISTRY_URL", "schema registry that entries are written for; default none"),
            List.of("QUIPU_ACTOR", "who acts; default your user name"),
            List.of("QUIPU_DEBUG", "1 shows logs and stack traces, as --debug does"),
            List.of("QUIPU_JAVA_HOME", "the JDK to run on; default the newest one found, at least 21"),
            List.of("QUIPU_JAVA_OPTS", "more options for the JVM"),
            List.of("NO_COLOR", "any value turns colours off, as --no-color does"),
            List.of("TERM", "dumb turns colours and redrawn lines off"));

    private final String description;

    HelpTopic(String description) {
        this.description = description;
    }

    /** The page. */
    abstract String text();

    String description() {
        return description;
    }

    String typed() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<HelpTopic> all() {
        return List.of(values());
    }

    static Optional<HelpTopic> named(String typed) {
        return all().stream().filter(topic -> topic.typed().equals(typed)).findFirst();
    }
}
