package dev.quipu.bench;

import dev.quipu.ledger.local.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** The local node's broker in a process of its own, as users have it, on a folder that is gone afterwards. */
public final class BrokerProcess implements AutoCloseable {

    private final Process process;
    private final Path folder;
    private final String bootstrapServers;

    private BrokerProcess(Process process, Path folder, String bootstrapServers) {
        this.process = process;
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts it and waits until clients can connect. */
    public static BrokerProcess start() throws IOException {
        Path folder = Files.createTempDirectory("quipu-bench");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String address = output.readLine();
        if (address == null) {
            throw new IOException("the broker doesn't start");
        }
        return new BrokerProcess(process, folder, address);
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Utils.delete(folder.toFile());
    }

    /** @param arguments one: the broker's folder */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
            System.out.println(broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // ends with the process that started it
            }
        }
    }
}
