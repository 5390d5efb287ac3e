package dev.quipu.shell.node;

import dev.quipu.shell.config.QuipuHome;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts the node as a process that outlives this one: with this one's Java and class path, away from its terminal.
 *
 * @param jvmOptions options of the node's JVM beyond the fixed ones
 */
public record NodeLauncher(List<String> jvmOptions) {

    private static final String LOG_SETTINGS = "dev/quipu/shell/node/logback.xml";

    /** For macOS, which has no {@code setsid} command: keys pressed in the terminal must not reach the node. */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("sh", "-c", "trap '' INT HUP TSTP; exec \"$@\"", "sh");

    /** Copies the options. */
    public NodeLauncher {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Starts nodes with the options that suit a laptop. */
    public static NodeLauncher standard() {
        return new NodeLauncher(List.of("-Xmx512m"));
    }

    Process launch(QuipuHome home, NodeLog log) {
        log.prepare();
        Redirect output = Redirect.appendTo(log.file().toFile());
        ProcessBuilder builder = new ProcessBuilder(command(home))
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(output);
        builder.environment().put("QUIPU_HOME", home.folder().toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NodeException("Can't start the local node: %s".formatted(e.getMessage()), e);
        }
    }

    private List<String> command(QuipuHome home) {
        List<String> command = new ArrayList<>(setsid() ? List.of("setsid") : DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=" + LOG_SETTINGS));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp", classPath(), NodeMain.class.getName(), home.folder().toString()));
        return command;
    }

    /** Absolute, since the node has another working directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean setsid() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
    }
}
