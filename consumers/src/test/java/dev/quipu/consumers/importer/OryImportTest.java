package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OryImportTest extends ImportTest {

    OryImportTest() {
        super(MigrationKind.ORY);
    }

    @BeforeEach
    void writeFolder() {
        file("1_a.up.sql", "SELECT 'any'");
        file("1_a.postgres.up.sql", "SELECT 'postgres'");
        file("1_a.down.sql", "SELECT 'down'");
        file("2_b.mysql.up.sql", "SELECT 'it\\'s; # mysql' -- x");
        file("2_b.down.sql", "# only a remark in mysql\n");
        file("3_c.autocommit.up.sql", "SELECT 'c'");
        file("3_c.cockroach.autocommit.up.sql", "SELECT 'c for cockroach'");
        file("3_c.down.sql", "/* nothing */");
        file("doc.md", "");
    }

    @Test
    void prefersTheDialectsOwnFile() {
        assertThat(sql("postgresql")).containsExactly("SELECT 'postgres'", "SELECT 'c'");
        assertThat(sql("mysql")).containsExactly("SELECT 'any'", "SELECT 'it\\'s; # mysql' -- x", "SELECT 'c'");
        assertThat(sql("mariadb")).isEqualTo(sql("mysql"));
        assertThat(sql("cockroach")).containsExactly("SELECT 'any'", "SELECT 'c for cockroach'");
        assertThat(sql("sqlite")).containsExactly("SELECT 'any'", "SELECT 'c'");
    }

    @Test
    void keepsReversesAndAutocommit() {
        List<ChangeFile> changes = result("mysql").changes();

        assertThat(changes).extracting(change -> step(change).transactional()).containsExactly(true, true, false);
        assertThat(changes)
                .extracting(ChangeFile::irreversible)
                .containsExactly(
                        null,
                        "the reverse in 2_b.down.sql is only a comment",
                        "the reverse in 3_c.down.sql is only a comment");
    }

    @Test
    void skipsWhatIsForOthers() {
        assertThat(result("postgresql").skipped())
                .containsExactly("2_b.mysql.up.sql", "3_c.cockroach.autocommit.up.sql", "doc.md", "2_b.down.sql");
    }

    private List<String> sql(String dialect) {
        ImportResult result = result(dialect);
        assertThat(result.problems()).isEmpty();
        return result.changes().stream().map(change -> step(change).sql()).toList();
    }
}
