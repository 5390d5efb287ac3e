package dev.quipu.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/** A shell that reads its commands from a pipe: one process for a whole page of examples. */
final class PipedShell implements AutoCloseable {

    private static final String END = "end of the block";

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    PipedShell(Path folder) throws IOException {
        process = ShellProcess.in(folder, List.of()).start();
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** All that the lines print, on stdout and stderr; each of them must succeed. */
    String run(List<String> lines) throws IOException {
        lines.forEach(in::println);
        in.println("sample echo '%s'".formatted(END));
        in.flush();
        StringJoiner printed = new StringJoiner("\n");
        String line = out.readLine();
        while (line != null && !line.equals("<" + END + ">")) {
            printed.add(line);
            line = out.readLine();
        }
        assertThat(line).as(printed.toString()).isNotNull();
        return printed.toString();
    }

    @Override
    public void close() {
        in.close();
        assertThat(process.onExit().join().exitValue()).isZero();
    }
}
