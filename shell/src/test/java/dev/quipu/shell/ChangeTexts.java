package dev.quipu.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Change files of one step. */
final class ChangeTexts {

    private ChangeTexts() {}

    /** Writes a change that can be rolled back. */
    static Path write(Path folder, String service, int number, String sql, String rollback) throws IOException {
        return write(folder, service, number, "    rollback: %s\n".formatted(rollback), "", sql);
    }

    /** Writes a change that can't be rolled back. */
    static Path writeIrreversible(Path folder, String service, int number, String sql) throws IOException {
        return write(folder, service, number, "", "irreversible: data is dropped\n", sql);
    }

    private static Path write(Path folder, String service, int number, String rollback, String top, String sql)
            throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("%04d-change-%d.yaml".formatted(number, number));
        return Files.writeString(file, """
            service: %s
            number: %d
            name: change-%d
            intent: A change for a test
            phase: expand
            %ssteps:
              - sql: |
                  %s
            %s\
            """.formatted(service, number, number, top, sql, rollback));
    }
}
