package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.event.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports of folders that real projects have shipped, where they lie beside the project. */
class CorporaImportTest {

    @Test
    void importsAllOfCratesIo() {
        List<ChangeFile> changes = changes("crates.io/migrations", MigrationKind.DIESEL, "postgresql");

        assertThat(changes).hasSize(285);
        assertThat(changes.getFirst().name()).isEqualTo("diesel_initial_setup");
        assertThat(changes).extracting(change -> change.id().number()).isSorted();
    }

    @Test
    void importsAllOfHydra() {
        String folder = "hydra/persistence/sql/migrations";

        assertThat(changes(folder, MigrationKind.ORY, "postgresql")).hasSize(228);
        assertThat(changes(folder, MigrationKind.ORY, "mysql")).hasSizeGreaterThan(200);
    }

    private static List<ChangeFile> changes(String folder, MigrationKind kind, String dialect) {
        Path path = corpora().resolve(folder);
        assumeTrue(Files.isDirectory(path), "the corpora are not here");
        ImportResult result = MigrationImporter.importFrom(path, kind, new ServiceName("real"), dialect, 1);
        assertThat(result.problems()).isEmpty();
        result.changes().forEach(ImportTest::assertReadsBack);
        return result.changes();
    }

    /** Beside the checkout: {@code ../shared/corpora} as seen from the top-level POM's folder. */
    private static Path corpora() {
        Path module = Path.of("").toAbsolutePath();
        Path root = Files.exists(module.resolve("schemas")) ? module : module.resolve("..");
        return root.resolve("../shared/corpora").normalize();
    }
}
