package dev.quipu.shell.audit;

import dev.quipu.ledger.audit.FileKind;
import dev.quipu.shell.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer goes: a file, or the terminal if there is none.
 *
 * @param kind what kind of file it is
 */
record Destination(@Nullable Path file, FileKind kind) {

    /**
     * Checks it before anybody waits for the answer.
     *
     * @param kind null for what the file's name says
     * @throws CommandFailure (usage) if the file is there already, or its kind can't be told
     */
    static Destination of(@Nullable Path file, @Nullable FileKind kind) {
        if (file == null) {
            if (kind != null) {
                throw CommandFailure.usage(
                        "--kind says what kind of file is written, and no file is", "Add --file FILE, or use --output");
            }
            return new Destination(null, FileKind.CSV);
        }
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (Files.exists(absolute)) {
            throw CommandFailure.usage(
                    "%s exists already".formatted(file), "Choose another name; nothing was overwritten");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw CommandFailure.usage(
                    "there is no folder %s for the answer".formatted(folder), "Make the folder, or choose another");
        }
        return new Destination(absolute, kind == null ? kindOf(absolute) : kind);
    }

    private static FileKind kindOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(FileKind.values())
                .filter(kind -> name.endsWith("." + kind.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "the name %s doesn't say what kind of file it is".formatted(file.getFileName()),
                        "Let it end with .csv, .json or .parquet, or add --kind"));
    }
}
