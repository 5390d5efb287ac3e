package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ChangeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The change files of a folder, or a single one, as read at one moment. Immutable.
 *
 * @param changes the valid ones by service and number
 * @param problems what is wrong with the others, file by file
 */
public record ChangeFolder(List<ParsedChange.Valid> changes, List<Problem> problems) {

    /** Copies the lists. */
    public ChangeFolder {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a change file, or all {@code *.yaml} and {@code *.yml} directly in a directory. A file that can't be read
     * is a problem; of two files with the same number or name in one service, the second is.
     */
    public static ChangeFolder read(Path fileOrDirectory) {
        List<ParsedChange.Valid> valid = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(fileOrDirectory, problems)) {
            switch (parse(file)) {
                case ParsedChange.Valid change -> valid.add(change);
                case ParsedChange.Invalid invalid -> problems.addAll(invalid.problems());
            }
        }
        return new ChangeFolder(distinct(valid, problems), problems);
    }

    private static List<Path> files(Path fileOrDirectory, List<Problem> problems) {
        if (!Files.isDirectory(fileOrDirectory)) {
            return List.of(fileOrDirectory);
        }
        try (Stream<Path> entries = Files.list(fileOrDirectory)) {
            return entries.filter(ChangeFolder::isChangeFile).sorted().toList();
        } catch (IOException e) {
            problems.add(unreadable(fileOrDirectory, e));
            return List.of();
        }
    }

    private static boolean isChangeFile(Path path) {
        String name = fileName(path);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
    }

    private static ParsedChange parse(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ChangeFileParser.parse(fileName(file), in.readNBytes(ChangeFile.MAX_BYTES + 1));
        } catch (IOException e) {
            return new ParsedChange.Invalid(List.of(unreadable(file, e)));
        }
    }

    private static Problem unreadable(Path path, IOException e) {
        String message = Files.exists(path)
                ? "can't be read (%s)".formatted(e.getClass().getSimpleName())
                : "there is no such file or folder";
        return new Problem(path.toString(), 0, message, "Check the path and its permissions.");
    }

    private static List<ParsedChange.Valid> distinct(List<ParsedChange.Valid> valid, List<Problem> problems) {
        Map<ChangeId, String> numbers = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<ParsedChange.Valid> distinct = new ArrayList<>();
        for (ParsedChange.Valid change : valid) {
            ChangeFile file = change.file();
            String name = file.id().service() + " " + file.name();
            String sameNumber = numbers.putIfAbsent(file.id(), change.fileName());
            String sameName = names.putIfAbsent(name, change.fileName());
            addDuplicate(change, "number " + file.id().number(), sameNumber, problems);
            addDuplicate(change, "name '" + file.name() + "'", sameName, problems);
            if (sameNumber == null && sameName == null) {
                distinct.add(change);
            }
        }
        distinct.sort(Comparator.comparing(change -> change.file().id()));
        return distinct;
    }

    private static void addDuplicate(
            ParsedChange.Valid change, String what, @Nullable String other, List<Problem> problems) {
        if (other != null) {
            String message = "%s of service %s is also that of %s"
                    .formatted(what, change.file().id().service(), other);
            problems.add(new Problem(change.fileName(), 0, message, "Give one of the two another."));
        }
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
