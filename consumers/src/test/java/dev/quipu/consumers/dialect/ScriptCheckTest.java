package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.Problem;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptCheckTest {

    @Test
    void findsWhatCannotRunInsideQuipusTransaction() {
        assertThat(problems(new Step.SqlStep("a", "SELECT 1;\nCOMMIT;", "\nDROP INDEX CONCURRENTLY i", true)))
                .containsExactly(
                        "f.yaml: sql of step 'a', line 2: COMMIT inside a transaction of Quipu's. Remove it: the step"
                                + " is one transaction anyway. Or write 'transaction: none' at the step.",
                        "f.yaml: rollback of step 'a', line 2: DROP INDEX CONCURRENTLY can't run inside a transaction."
                                + " Write 'transaction: none' at the step, best with nothing else in it.");
    }

    @Test
    void letsAStepWithoutTransactionHaveItsOwn() {
        assertThat(problems(new Step.SqlStep("a", "BEGIN; SELECT 1; COMMIT; VACUUM", "SELECT 1", false)))
                .isEmpty();
        assertThat(problems(new Step.SqlStep("a", "SELECT 0;\nBEGIN; SELECT 1", "SELECT 1", false)))
                .containsExactly(
                        "f.yaml: sql of step 'a', line 2: the transaction that begins here never ends. Add COMMIT.");
    }

    @Test
    void findsWhatOnlyPsqlCanDo() {
        String dump =
                "\\set ON_ERROR_STOP 'it\nCOPY t (a, b) FROM stdin;\n1\t'\n2\t\\N\n\\.\n\nSELECT 1;\nCOPY t TO STDOUT";

        assertThat(problems(new Step.SqlStep("a", dump, "SELECT 1", true)))
                .containsExactly(
                        "f.yaml: sql of step 'a', line 1: \\set is a psql command, not SQL. Remove it, or write it as"
                                + " SQL.",
                        "f.yaml: sql of step 'a', line 2: COPY from or to the client needs psql."
                                + " Use INSERT, or COPY with a file on the server.",
                        "f.yaml: sql of step 'a', line 8: COPY from or to the client needs psql."
                                + " Use INSERT, or COPY with a file on the server.");
    }

    @Test
    void wantsOneQueryToVerify() {
        assertThat(problems(new Step.VerifyStep("a", "SELECT 1;", null))).isEmpty();
        assertThat(problems(new Step.VerifyStep("a", "SELECT 1; SELECT 2", null)))
                .containsExactly("f.yaml: query of step 'a', line 1: 2 statements. Write exactly one query.");
    }

    @Test
    void saysNothingAboutDialectsItCannotSplit() {
        ChangeFile change = change(new Step.SqlStep("a", "COMMIT", "COMMIT", true));

        assertThat(ScriptCheck.problems(change, "sqlite", "f.yaml")).isEmpty();
        assertThat(ScriptCheck.problems(change, "cockroach", "f.yaml")).hasSize(2);
    }

    @Test
    void tellsWhatNoAgentRunsOnMariaDb() {
        ChangeFile change = change(new Step.SqlStep(
                "a", "CREATE TABLE t (id int);\nUSE other;\nLOCK TABLES t WRITE", "DROP TABLE t", true));

        assertThat(ScriptCheck.problems(change, "mariadb", "f.yaml"))
                .extracting(Problem::toString)
                .containsExactly(
                        "f.yaml: sql of step 'a', line 2: USE leaves the target's database. Remove it: a target is one"
                                + " database. Name other databases' tables in full.",
                        "f.yaml: sql of step 'a', line 3: LOCK TABLES T locks Quipu's own tables out. Remove LOCK"
                                + " TABLES and UNLOCK TABLES: the step's locks are the agent's.");
    }

    private static List<String> problems(Step step) {
        return ScriptCheck.problems(change(step), "postgresql", "f.yaml").stream()
                .map(Problem::toString)
                .toList();
    }

    private static ChangeFile change(Step step) {
        return new ChangeFile(
                ChangeId.parse("orders/1"), "a", "why", null, Phase.EXPAND, List.of(), List.of(), List.of(step), null);
    }
}
