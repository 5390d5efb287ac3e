package dev.quipu.ledger.cluster;

import dev.quipu.ledger.kafka.KafkaSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of a ledger in a process of its own, one {@link LedgerProcess}. Requests and answers pass through this
 * process, so that one clock tells their times.
 */
final class RemoteClient implements Client, AutoCloseable {

    private final Process process;
    private final PrintWriter out;
    private final BufferedReader in;

    private RemoteClient(Process process) {
        this.process = process;
        this.out = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.in = process.inputReader();
    }

    static RemoteClient start(KafkaSettings settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerProcess.class.getName(),
                settings.topic()));
        settings.clients().forEach((name, value) -> command.add(name + "=" + value));
        RemoteClient client = new RemoteClient(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        client.readLine();
        return client;
    }

    @Override
    public Answer perform(Request request) {
        out.println(request);
        return Answer.parse(readLine());
    }

    @Override
    public String hashAt(long entries) {
        out.println(entries);
        return readLine();
    }

    private String readLine() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new AssertionError("the other process has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
