package dev.quipu.ledger.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** The folder of an embedded broker: formatted once, with a cluster id that stays. */
final class BrokerStorage {

    private static final String META_PROPERTIES = "meta.properties";

    private BrokerStorage() {}

    /**
     * Makes {@code dataDir} ready for a broker; a folder that has been formatted is left as it is.
     *
     * @return the broker's log directory
     * @throws UncheckedIOException if the folder can't be written
     */
    static Path prepare(Path dataDir) {
        Path logDir = dataDir.toAbsolutePath().resolve("log");
        try {
            Files.createDirectories(logDir);
            if (Files.notExists(logDir.resolve(META_PROPERTIES))) {
                format(logDir);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't prepare the broker's folder %s".formatted(dataDir), e);
        }
        return logDir;
    }

    private static void format(Path logDir) throws IOException {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(logDir.toString())
                    .addDirectory(logDir.toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setHasDynamicQuorum(false)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Can't format %s".formatted(logDir), e);
        }
    }
}
