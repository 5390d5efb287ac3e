package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlywayImportTest extends ImportTest {

    FlywayImportTest() {
        super(MigrationKind.FLYWAY);
    }

    @Test
    void ordersVersionsByTheirNumbersAndRepeatablesLast() {
        file("V1.10__ten.sql", "SELECT 10");
        file("sub/V1_9__nine_lives.sql", "SELECT 9");
        file("V2__two.sql", "VACUUM");
        file("V3__three.sql", "SELECT 3");
        file("V3__three.sql.conf", "executeInTransaction=false\n");
        file("U1.9.0__nine_lives.sql", "SELECT -9");
        file("R__b_view.sql", "SELECT 'b'");
        file("R__a_view.sql", "SELECT 'a'");
        file("mysql/V4__other.sql", "SELECT 4");
        file("postgresql/V5__own.sql", "SELECT 5");
        file("README", "");

        List<ChangeFile> changes = changes();

        assertThat(changes)
                .extracting(ChangeFile::name)
                .containsExactly("nine_lives", "ten", "two", "three", "own", "a_view", "b_view");
        assertThat(changes)
                .extracting(change -> step(change).transactional())
                .containsExactly(true, true, false, false, true, true, true);
        assertThat(step(changes.getFirst()).rollback()).isEqualTo("SELECT -9");
        assertThat(changes.getFirst().notes())
                .containsExactly(
                        "flyway version 1_9", "from sub/V1_9__nine_lives.sql", "reverse from U1.9.0__nine_lives.sql");
        assertThat(changes.getLast().notes())
                .containsExactly(
                        "from R__b_view.sql",
                        "repeatable in Flyway, which runs it again whenever it changes; here it runs once");
        assertThat(result("postgresql").skipped()).containsExactly("README", "mysql/V4__other.sql");
    }

    @Test
    void reportsWhatNeedsFlyway() {
        file("V1__a.sql", "SELECT 1;\nSELECT '${schema}'");
        file("V2__b.sql", "SELECT '${kept}'");
        file("V2__b.sql.conf", "placeholderReplacement=false");
        file("V3__c.java", "class V3__c {}");
        file("V4__d.sql", "SELECT 1");
        file("V4.0__e.sql", "SELECT 1");
        file("U9__f.sql", "SELECT 1");
        file("B5__g.sql", "SELECT 1");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "V1__a.sql:2: the value of placeholder ${schema} is not known."
                                + " Write the value into the file before importing.",
                        "V3__c.java: a baseline, a migration in code, or a name Flyway would refuse."
                                + " Write it as SQL named V<version>__<description>.sql.",
                        "V4__d.sql: version 4 is also that of V4.0__e.sql. Give one of the two another version.",
                        "U9__f.sql: an undo of a version that is not here. Add its migration or remove this file.",
                        "B5__g.sql: a baseline, a migration in code, or a name Flyway would refuse."
                                + " Write it as SQL named V<version>__<description>.sql.");
        assertThat(result("postgresql").changes()).extracting(ChangeFile::name).containsExactly("b", "e");
    }
}
