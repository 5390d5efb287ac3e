package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import org.junit.jupiter.api.Test;

class GolangMigrateImportTest extends ImportTest {

    GolangMigrateImportTest() {
        super(MigrationKind.GOLANG_MIGRATE);
    }

    @Test
    void ordersByNumber() {
        file("10_ten.up.sql", "CREATE INDEX CONCURRENTLY i ON t (a);");
        file("10_ten.down.sql", "DROP INDEX CONCURRENTLY i;");
        file("000002_two.up.sql", "SELECT 2");
        file("1_.up.sql", "SELECT 1");
        file("helper.go", "package x");

        assertThat(changes()).extracting(ChangeFile::name).containsExactly("change", "two", "ten");
        assertThat(changes()).extracting(change -> step(change).transactional()).containsExactly(true, true, false);
        assertThat(changes().getFirst().intent()).isEqualTo("Imported from golang-migrate: 1");
        assertThat(result("postgresql").skipped()).containsExactly("helper.go");
    }

    @Test
    void reportsWhatDoesNotFitTogether() {
        file("1_a.up.sql", "SELECT 1");
        file("01_b.up.sql", "SELECT 1");
        file("2_c.down.sql", "SELECT 1");

        assertThat(problems())
                .containsExactly(
                        "1_a.up.sql: version 1 appears twice. Give one of the two another version.",
                        "2_c.down.sql: a reverse without its up.sql. Add the up.sql or remove this file.");
    }
}
