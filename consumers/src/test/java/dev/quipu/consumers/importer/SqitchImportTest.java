package dev.quipu.consumers.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.event.ChangeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqitchImportTest extends ImportTest {

    private static final String AUTHOR = " 2013-12-31T10:26:59Z Ann <ann@example.org> # ";

    SqitchImportTest() {
        super(MigrationKind.SQITCH);
    }

    @Test
    void followsThePlan() {
        file(
                "sqitch.plan",
                "%syntax-version=1.0.0\n%project=shop\n\n"
                        + ("users" + AUTHOR + "Creates users.\n")
                        + ("lists/new [users other:thing !old]" + AUTHOR + "Lists: of [users] # really.\n")
                        + ("@v1.0" + AUTHOR + "Tag v1.0.\n# a remark\n")
                        + ("users [users@v1.0 lists/new]" + AUTHOR + "More users.\n"));
        file("deploy/users@v1.0.sql", "-- Deploy shop:users to pg\n\nBEGIN;\nSELECT 1;\nCOMMIT;\n");
        file("revert/users@v1.0.sql", "BEGIN;\nSELECT -1;\nCOMMIT;\n");
        file("deploy/lists/new.sql", "CREATE INDEX CONCURRENTLY i ON t (a);");
        file("deploy/users.sql", "BEGIN;\nSELECT 3;\nCOMMIT;\n");
        file("revert/users.sql", "SELECT -3;");
        file("verify/users.sql", "SELECT 1/0;");

        List<ChangeFile> changes = changes();

        assertThat(changes).extracting(ChangeFile::name).containsExactly("users", "lists-new", "users-3");
        assertThat(changes)
                .extracting(ChangeFile::intent)
                .containsExactly("Creates users.", "Lists: of [users] # really.", "More users.");
        assertThat(step(changes.getFirst()).sql()).isEqualTo("-- Deploy shop:users to pg\n\n\nSELECT 1;\n");
        assertThat(step(changes.getFirst()).rollback()).isEqualTo("SELECT -1;\n");
        assertThat(changes).extracting(change -> step(change).transactional()).containsExactly(true, false, true);
        assertThat(changes.get(1).requires()).containsExactly(ChangeId.parse("orders/1"));
        assertThat(changes.get(1).notes())
                .contains("requires other:thing, which is not in this folder", "conflicts with old");
        assertThat(changes.getLast().requires())
                .containsExactly(ChangeId.parse("orders/1"), ChangeId.parse("orders/2"));
        assertThat(changes.getLast().notes()).contains("has a verify script, which is not imported: verify/users.sql");
    }

    @Test
    void looksWhereTheConfigurationSays() {
        file("sqitch.conf", "[core]\n\tengine = mysql\n\ttop_dir = sql\n");
        file("sql/sqitch.plan", "%project=shop\na" + AUTHOR + "A.\n");
        file("sql/deploy/a.sql", "-- MySQL\nBEGIN;\n\nSELECT 'it\\'s';\n\nCOMMIT;\n");
        file("sql/revert/a.sql", "START TRANSACTION;COMMIT;");

        ImportResult result = result("mysql");

        assertThat(result.problems()).isEmpty();
        assertThat(step(result.changes().getFirst()).sql()).isEqualTo("-- MySQL\n\n\nSELECT 'it\\'s';\n");
    }

    @Test
    void reportsMissingParts() {
        assertThat(problems()).contains("sqitch.plan: there is no plan. Name the folder that holds sqitch.plan.");

        file("sqitch.plan", "a" + AUTHOR + "A.\n-a" + AUTHOR + "Gone.\n");

        assertThat(problems())
                .anyMatch(problem -> problem.startsWith("sqitch.plan:2: not a line that can be imported: -a"))
                .anyMatch(problem -> problem.startsWith("deploy/a.sql: can't be read (NoSuchFileException)"));
    }
}
