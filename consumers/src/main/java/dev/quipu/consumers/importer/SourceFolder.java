package dev.quipu.consumers.importer;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Problem;
import dev.quipu.ledger.change.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder being imported, and what was found wrong with it. Paths are relative to it, with slashes. Not thread-safe.
 */
final class SourceFolder {

    private static final int MAX_LEVELS = 16;

    private final Path root;
    private final String dialect;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    SourceFolder(Path root, String dialect) {
        this.root = root;
        this.dialect = dialect;
    }

    /** The dialect of the service's databases. */
    String dialect() {
        return dialect;
    }

    /** Names of files and folders directly in the folder, sorted. */
    List<String> entries() {
        return list(1);
    }

    /** Paths of all files and folders below the folder, sorted. */
    List<String> tree() {
        return list(MAX_LEVELS);
    }

    boolean isFile(String path) {
        return Files.isRegularFile(root.resolve(path));
    }

    boolean isFolder(String path) {
        return Files.isDirectory(root.resolve(path));
    }

    /** The script in a file, or null, with a problem, if it can't be read. */
    Migration.@Nullable Script script(String path) {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            byte[] bytes = in.readNBytes(ChangeFile.MAX_BYTES + 1);
            if (bytes.length > ChangeFile.MAX_BYTES) {
                String message = "larger than %,d bytes".formatted(ChangeFile.MAX_BYTES);
                problem(path, message, "Split it, or load its data from outside a change file.");
                return null;
            }
            return switch (Utf8.decode(bytes)) {
                case Utf8.Text text -> new Migration.Script(path, text.text());
                case Utf8.Malformed malformed -> {
                    String message = "the line holds bytes that are not UTF-8";
                    problem(new Problem(path, malformed.line(), message, "Save the file as UTF-8."));
                    yield null;
                }
            };
        } catch (IOException e) {
            String message = "can't be read (%s)".formatted(e.getClass().getSimpleName());
            problem(path, message, "Check that the file is there and its permissions.");
            return null;
        }
    }

    /** The script in a file; null if there is no such file, or, with a problem, if it can't be read. */
    Migration.@Nullable Script scriptIfPresent(String path) {
        return isFile(path) ? script(path) : null;
    }

    /** Notes a file that is no migration of this dialect. */
    void skip(String path) {
        skipped.add(path);
    }

    /** Adds a problem of a file as a whole; the empty path is the folder. */
    void problem(String path, String message, String fix) {
        problem(new Problem(path.isEmpty() ? root.toString() : path, 0, message, fix));
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> skipped() {
        return skipped;
    }

    private List<String> list(int levels) {
        try (Stream<Path> paths = Files.walk(root, levels)) {
            return paths.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            problem("", "can't be read (%s)".formatted(e.getClass().getSimpleName()), "Check the path.");
            return List.of();
        }
    }
}
