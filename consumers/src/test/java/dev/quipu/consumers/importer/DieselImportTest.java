package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DieselImportTest extends ImportTest {

    DieselImportTest() {
        super(MigrationKind.DIESEL);
    }

    @Test
    void ordersByStampWithoutHyphensAndKeepsWhatWasThere() {
        file("2019-11-15-182353_Add email notifications/up.sql", "SELECT 2;\n");
        file("2019-11-15-182353_Add email notifications/down.sql", "SELECT -2;\r\n");
        file("20180101000000_first/up.sql", "SELECT 1;");
        file("20180101000000_first/down.sql", "SELECT -1;");
        file("2026-06-26-100902-0000_größe/up.sql", "CREATE INDEX i ON t (a)");
        file("2026-06-26-100902-0000_größe/down.sql", "DROP INDEX i");
        file("2026-06-26-100902-0000_größe/metadata.toml", "# why\nrun_in_transaction = false\n");
        file("README.md", "no migration");
        file("notes/a.sql", "no migration");

        List<ChangeFile> changes = changes();

        assertThat(changes)
                .extracting(ChangeFile::fileName)
                .containsExactly("0001-first.yaml", "0002-add-email-notifications.yaml", "0003-gro-e.yaml");
        ChangeFile second = changes.get(1);
        assertThat(second.intent()).isEqualTo("Imported from diesel: Add email notifications");
        assertThat(second.notes())
                .containsExactly(
                        "diesel version 20191115182353",
                        "from 2019-11-15-182353_Add email notifications/up.sql",
                        "reverse from 2019-11-15-182353_Add email notifications/down.sql");
        assertThat(step(second).sql()).isEqualTo("SELECT 2;\n");
        assertThat(step(second).rollback()).isEqualTo("SELECT -2;\r\n");
        assertThat(changes).extracting(change -> step(change).transactional()).containsExactly(true, true, false);
        assertThat(result("postgresql").skipped()).containsExactly("README.md", "notes");
    }

    @Test
    void saysWhyThereIsNoWayBack() {
        file("01_a/up.sql", "DROP TABLE t");
        file("02_b/up.sql", "DROP TABLE t");
        file("02_b/down.sql", " \n");
        file("03_c/up.sql", "DROP TABLE t");
        file("03_c/down.sql", "-- Not reversible\n");
        file("04_d/up.sql", "");
        file("04_d/down.sql", "");
        file("05_e/up.sql", "-- only the way back\n");
        file("05_e/down.sql", "SELECT 1");

        assertThat(changes())
                .extracting(ChangeFile::irreversible)
                .containsExactly(
                        "diesel has no reverse of 01_a/up.sql",
                        "the reverse in 02_b/down.sql is empty",
                        "the reverse in 03_c/down.sql is only a comment",
                        null,
                        null);
        assertThat(step(changes().get(3)).sql()).isEqualTo("-- 04_d/up.sql is empty\n");
    }

    @Test
    void namesClashingChangesApart() {
        file("01_client/up.sql", "SELECT 1");
        file("02_Client/up.sql", "SELECT 1");
        file("03_client-2/up.sql", "SELECT 1");
        file("04/up.sql", "SELECT 1");

        assertThat(changes())
                .extracting(ChangeFile::name)
                .containsExactly("client", "client-2", "client-2-3", "change");
    }

    @Test
    void findsOutWhatCannotRunInATransaction() {
        file("01_a/up.sql", "CREATE INDEX CONCURRENTLY i ON t (a)");
        file("01_a/down.sql", "DROP INDEX i");
        file("02_b/up.sql", "-- all at once\nBEGIN;\nSELECT 1;\nCOMMIT;\n");
        file("02_b/down.sql", "SELECT 2");
        file("03_c/up.sql", "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;");
        file("03_c/down.sql", "SELECT 2");

        assertThat(changes()).extracting(change -> step(change).transactional()).containsExactly(false, true, false);
        assertThat(step(changes().get(1)).sql()).isEqualTo("-- all at once\n\nSELECT 1;\n");
        assertThat(changes().getFirst().notes())
                .contains("not in a transaction: its SQL controls transactions itself, or can't run inside one");
    }

    @Test
    void keepsTheOtherDirectionInATransaction() {
        file("01_a/up.sql", "SELECT 1;\nSELECT 2 -- last;\n");
        file("01_a/down.sql", "SELECT 1;\nVACUUM;\n");

        assertThat(step(changes().getFirst()).sql()).isEqualTo("BEGIN;\nSELECT 1;\nSELECT 2 -- last;\n;\nCOMMIT;\n");
        assertThat(step(changes().getFirst()).rollback()).isEqualTo("SELECT 1;\nVACUUM;\n");
    }

    @Test
    void namesTheFilesThatCannotBeRead() {
        file("01_a/up.sql", "SELECT 'é';".getBytes(StandardCharsets.ISO_8859_1));
        file("02_b/up.sql", "SELECT 1");
        file("02_b/metadata.toml", "run_in_transaction = ");
        file("03_c/up.sql", "COPY t FROM STDIN;\n1\n\\.\n");
        file("x_d/up.sql", "SELECT 1");

        assertThat(problems())
                .satisfiesExactly(
                        name -> assertThat(name).startsWith("x_d: the name does not begin with a version."),
                        utf8 -> assertThat(utf8)
                                .isEqualTo("01_a/up.sql:1: the line holds bytes that are not UTF-8."
                                        + " Save the file as UTF-8."),
                        toml -> assertThat(toml).startsWith("02_b/metadata.toml: not valid TOML"),
                        copy -> assertThat(copy).startsWith("03_c/up.sql: sql of step 'step 1', line 1: COPY from"));
        assertThat(result("postgresql").changes()).extracting(ChangeFile::name).containsExactly("b");
    }

    @Test
    void saysThatAFolderHoldsNothing() {
        assertThat(problems())
                .singleElement()
                .asString()
                .endsWith(": no diesel migrations here. Name the folder that holds them.");
    }
}
