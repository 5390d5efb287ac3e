package dev.quipu.bench.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a process of its own, whose memory is its own; it answers each line with one. For one thread. */
final class ChildJvm implements AutoCloseable {

    private static final String HEAP = "-Xmx1g";

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private ChildJvm(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Says something and waits for the answer. */
    String ask(String line) throws IOException {
        questions.println(line);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the process has ended");
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
