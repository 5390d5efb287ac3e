package dev.quipu.shell.node;

import dev.quipu.shell.config.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code node.json}: written by the node when it is ready, deleted when it stops. */
record NodeStateFile(Path file) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The state in the file, empty if there is no file or none that a node wrote. */
    Optional<NodeState> read() {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(file), NodeState.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(NodeState state) {
        PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state) + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't delete %s".formatted(file), e);
        }
    }
}
