package dev.quipu.shell.node;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.config.PrivateFiles;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The connections of the targets that this machine's node works for: one file each, readable for its owner only.
 *
 * <p>The shell writes them and the node reads them; each file is replaced whole, so no lock is needed.
 */
public final class Connections {

    private static final String SUFFIX = ".json";

    private final Path folder;

    /** The connections under this home; nothing is created yet. */
    public Connections(QuipuHome home) {
        this.folder = home.connections();
    }

    /** Keeps the connection of a target, in place of an earlier one. */
    public void save(TargetId target, Connection connection) {
        PrivateFiles.createFolder(folder);
        PrivateFiles.write(file(target), ConnectionJson.write(connection));
    }

    /**
     * The connection of a target, empty if this node doesn't work for it.
     *
     * @throws ConfigException if its file can't be used
     */
    public Optional<Connection> find(TargetId target) {
        Path file = file(target);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ConnectionJson.read(Files.readString(file)));
        } catch (IOException | RuntimeException e) {
            throw new ConfigException(
                    "Can't use the connection of %s in %s. Give it again with target add, or delete the file."
                            .formatted(target, file),
                    e);
        }
    }

    /** Forgets the connection of a target. Returns whether there was one. */
    public boolean remove(TargetId target) {
        try {
            return Files.deleteIfExists(file(target));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't delete %s".formatted(file(target)), e);
        }
    }

    /** The targets with a connection, in order. */
    public List<TargetId> targets() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
                    .map(name -> TargetId.parse(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't list %s".formatted(folder), e);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "%s holds a file that is no connection: %s. Delete it.".formatted(folder, e.getMessage()), e);
        }
    }

    private Path file(TargetId target) {
        return folder.resolve(target + SUFFIX);
    }
}
