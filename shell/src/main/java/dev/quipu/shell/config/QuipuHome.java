package dev.quipu.shell.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that holds everything Quipu keeps on this machine, {@code $QUIPU_HOME} or {@code ~/.quipu}.
 *
 * @param folder absolute
 */
public record QuipuHome(Path folder) {

    /** Makes the path absolute. */
    public QuipuHome {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Finds the folder without touching the disk: the variable {@code QUIPU_HOME}, else {@code .quipu} in the user's
     * home.
     */
    public static QuipuHome locate(Map<String, String> environment, Path userHome) {
        String configured = environment.getOrDefault("QUIPU_HOME", "");
        return new QuipuHome(configured.isBlank() ? userHome.resolve(".quipu") : Path.of(configured));
    }

    /** Finds the folder of this process and creates it if it isn't there. */
    public static QuipuHome open() {
        return locate(System.getenv(), Path.of(System.getProperty("user.home"))).create();
    }

    /**
     * Creates the folder, readable for its owner only, if it isn't there.
     *
     * @throws ConfigException if that is not possible
     */
    public QuipuHome create() {
        try {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            PrivateFiles.createFolder(folder);
            return this;
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException(
                    "Can't create %s (%s). Set QUIPU_HOME to a folder you may write to."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    /** The configuration file; it need not exist. */
    public Path propertiesFile() {
        return folder.resolve("quipu.properties");
    }

    /** The embedded broker's folder. */
    public Path kafka() {
        return folder.resolve("kafka");
    }

    /** The embedded PostgreSQL server's folder. */
    public Path postgres() {
        return folder.resolve("postgres");
    }

    /** The folder with one file per target that this machine's node works for. */
    public Path connections() {
        return folder.resolve("connections");
    }

    /** The folder of snapshots of ledgers' states; it may be deleted at any time. */
    public Path snapshots() {
        return folder.resolve("snapshots");
    }

    /** The folder with the tables that audits ask; it may be deleted at any time. */
    public Path audit() {
        return folder.resolve("audit");
    }

    /** The folder of keys that sign here. */
    public Path keys() {
        return folder.resolve("keys");
    }

    /** The file that names who logged in here; it need not exist. */
    public Path login() {
        return folder.resolve("login");
    }

    /** The folder with what this machine saw of ledgers. */
    public Path seen() {
        return folder.resolve("seen");
    }

    /** The folder with what this machine's notary must not forget. */
    public Path notary() {
        return folder.resolve("notary");
    }

    /** The folder where this machine's notary publishes checkpoints. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** The folder of log files. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** What the running local node says about itself. */
    public Path nodeState() {
        return folder.resolve("node.json");
    }

    /** The file whose lock makes a process the local node. */
    public Path nodeLock() {
        return folder.resolve("node.lock");
    }

    /** The file whose lock lets one client at a time start the local node. */
    public Path startLock() {
        return folder.resolve("node.start.lock");
    }
}
