package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Problem;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A folder of migrations, written by the test, and its import. */
abstract class ImportTest {

    @TempDir
    private Path folder = Path.of("");

    private final MigrationKind kind;

    ImportTest(MigrationKind kind) {
        this.kind = kind;
    }

    final void file(String path, String text) {
        file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    final void file(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    final ImportResult result(String dialect) {
        ImportResult result = MigrationImporter.importFrom(folder, kind, new ServiceName("orders"), dialect, 1);
        result.changes().forEach(ImportTest::assertReadsBack);
        return result;
    }

    /** All changes of a PostgreSQL service, after an import without problems. */
    final List<ChangeFile> changes() {
        ImportResult result = result("postgresql");
        assertThat(result.problems()).isEmpty();
        return result.changes();
    }

    /** The problems of an import for PostgreSQL, as shown. */
    final List<String> problems() {
        return result("postgresql").problems().stream().map(Problem::toString).toList();
    }

    static Step.SqlStep step(ChangeFile change) {
        assertThat(change.steps()).hasSize(1);
        return (Step.SqlStep) change.steps().getFirst();
    }

    static void assertReadsBack(ChangeFile change) {
        byte[] bytes = ChangeFileWriter.write(change).getBytes(StandardCharsets.UTF_8);
        assertThat(ChangeFileParser.parse(change.fileName(), bytes))
                .isInstanceOfSatisfying(ParsedChange.Valid.class, valid -> assertThat(valid.file())
                        .isEqualTo(change));
    }
}
