package dev.quipu.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of the shell in a process of its own, with stdin closed. */
final class QuipuProcess {

    private final Process process;
    private final Path out;
    private final Path err;

    private QuipuProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static QuipuProcess start(Path home, Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Dquipu.terminal=",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.quipu.shell.QuipuShell"));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(home.getParent(), "stdout", ".txt");
        Path err = Files.createTempFile(home.getParent(), "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("QUIPU_HOME", home.toString());
        builder.environment().put(TestHome.JVM_OPTIONS, TestHome.QUICK_START);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new QuipuProcess(process, out, err);
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to end, as SIGTERM does. */
    void terminate() {
        process.destroy();
    }

    String out() {
        return read(out);
    }

    /** Without the line by which a JVM tells of its options. */
    String err() {
        return read(err).replaceFirst("NOTE: Picked up .*\n", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
