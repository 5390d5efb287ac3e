package dev.quipu.ledger.audit;

import dev.quipu.ledger.file.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who asked the store what, on this machine: a file to which each question adds a line of six fields with tabs between.
 * Whoever owns the file can change it, so it helps the honest and proves nothing. Thread-safe.
 */
public final class AccessLog {

    private static final int FIELDS = 6;

    private final Path file;

    AccessLog(Path file) {
        this.file = file;
    }

    /**
     * A question.
     *
     * @param user of the operating system
     * @param actor whom the shell acts for
     * @param command {@code sql} or {@code report}
     * @param question the SQL, or the report with its parameters
     * @param output the file that the answer went to, or nothing
     */
    public record Access(Instant at, String user, String actor, String command, String question, String output) {
        private String line() {
            return String.join(
                            "\t",
                            at.toString(),
                            clean(user),
                            clean(actor),
                            clean(command),
                            clean(question),
                            clean(output))
                    + "\n";
        }

        private static String clean(String text) {
            return text.replaceAll("[\\t\\r\\n]+", " ");
        }
    }

    /** @throws IOException if the line can't be written: what can't be logged must not be asked */
    public void add(Access access) throws IOException {
        if (Files.notExists(file)) {
            Files.move(OwnFiles.draft(file), file);
        }
        Files.writeString(file, access.line(), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /** All questions, the oldest first; lines that are none are left out. */
    List<Access> all() throws IOException {
        List<Access> all = new ArrayList<>();
        if (Files.notExists(file)) {
            return all;
        }
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            List<String> fields = List.of(line.split("\t", -1));
            if (fields.size() == FIELDS) {
                try {
                    all.add(new Access(
                            Instant.parse(fields.get(0)),
                            fields.get(1),
                            fields.get(2),
                            fields.get(3),
                            fields.get(4),
                            fields.get(5)));
                } catch (DateTimeParseException e) {
                    // somebody else's line
                }
            }
        }
        return all;
    }
}
