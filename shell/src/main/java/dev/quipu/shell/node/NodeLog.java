package dev.quipu.shell.node;

import dev.quipu.shell.config.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The log file of the node, which the node's output goes to.
 *
 * @param folder the folder of log files
 */
record NodeLog(Path folder) {

    private static final long ROTATE_ABOVE_BYTES = 10L * 1024 * 1024;
    private static final int TAIL_BYTES = 8 * 1024;

    Path file() {
        return folder.resolve("node.log");
    }

    /** Creates the folder, and keeps a log that has grown large aside as {@code node.log.1}. */
    void prepare() {
        PrivateFiles.createFolder(folder);
        try {
            if (Files.exists(file()) && Files.size(file()) > ROTATE_ABOVE_BYTES) {
                Files.move(file(), folder.resolve("node.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't rotate %s".formatted(file()), e);
        }
    }

    /** The last lines, without stack traces; empty if there is no log. */
    List<String> lastLines(int count) {
        try (RandomAccessFile log = new RandomAccessFile(file().toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL_BYTES, log.length())];
            log.seek(log.length() - tail.length);
            log.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("\t") && !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
