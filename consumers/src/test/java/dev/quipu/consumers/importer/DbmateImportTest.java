package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class DbmateImportTest extends ImportTest {

    DbmateImportTest() {
        super(MigrationKind.DBMATE);
    }

    @Test
    void readsBothDirections() {
        file("20200101_a.sql", "-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n");
        file("20200102_b.sql", "-- remark\n-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\n");
        file("20200103_c.sql", "-- migrate:up\r\nSELECT 1;\r\n-- migrate:down transaction:false\r\nSELECT 2;\r\n");
        file("schema.sql", "SELECT 1");

        List<ChangeFile> changes = changes();

        assertThat(changes).extracting(ChangeFile::name).containsExactly("a", "b", "c");
        assertThat(changes).extracting(change -> step(change).transactional()).containsExactly(true, false, false);
        assertThat(step(changes.getFirst()).sql()).isEqualTo("SELECT 1;\n\n");
        assertThat(step(changes.getFirst()).rollback()).isEqualTo("SELECT 2;\n");
        assertThat(step(changes.getLast()).rollback()).isEqualTo("SELECT 2;\r\n");
        assertThat(changes.get(1).irreversible()).isEqualTo("the reverse in 20200102_b.sql is empty");
        assertThat(result("postgresql").skipped()).containsExactly("schema.sql");
    }

    @Test
    void reportsAFileWithoutAWayUp() {
        file("1_a.sql", "SELECT 1");
        file("2_b.sql", "-- migrate:up\nSELECT 1");

        assertThat(problems())
                .containsExactly("1_a.sql: there is no '-- migrate:up'. Add it before the first statement.");
        assertThat(result("postgresql").changes().getFirst().irreversible())
                .isEqualTo("dbmate has no reverse of 2_b.sql");
    }
}
