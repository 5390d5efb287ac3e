package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandsTest {

    @TempDir
    Path home;

    @TempDir
    Path folder;

    private OperatorShell shell;

    @BeforeEach
    void start() throws IOException {
        shell = new OperatorShell(home);
        done("ledger", "init");
        done("service", "add", "orders");
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void answersSqlOnWhatTheLedgerHasNow() throws IOException {
        Ended first = done("audit", "sql", "SELECT event FROM entries ORDER BY number", "-o", "csv");
        assertThat(first.out().lines()).containsExactly("event", "LedgerOpened", "ServiceRegistered");
        assertThat(first.err()).contains("Bringing the audit store up to date", "Of 2 entries with root");

        propose();
        assertThat(done("audit", "sql", "SELECT change, proposed_by, state FROM changes", "-o", "csv")
                        .out())
                .contains("orders/1,ana,proposed");
    }

    @Test
    void answersAsTheStoreIsWithoutTheLedger() throws IOException {
        refuses(ExitCode.FAILED, "ask without --as-is", "audit", "sql", "FROM services", "--as-is");
        done("audit", "tables");
        propose();

        Ended ended = done("audit", "sql", "SELECT count(*) AS n FROM changes", "--as-is", "-o", "csv");

        assertThat(ended.out().lines()).containsExactly("n", "0");
        assertThat(ended.err()).contains("as they were at").doesNotContain("Bringing");
    }

    @Test
    void writesAnswersToFiles() throws IOException {
        Path csv = folder.resolve("answer.csv");

        assertThat(done("audit", "sql", "SELECT event FROM entries", "--file", csv.toString())
                        .err())
                .contains("Wrote 2 rows to " + csv);
        assertThat(Files.readString(csv)).isEqualTo("event\nLedgerOpened\nServiceRegistered\n");
        refuses(ExitCode.USAGE, "exists already", "audit", "sql", "FROM entries", "--file", csv.toString());
        String parquet = folder.resolve("answer.parquet").toString();
        done("audit", "report", "voids", "--file", parquet);
        assertThat(Path.of(parquet)).isNotEmptyFile();
        String nameless = folder.resolve("answer").toString();
        refuses(ExitCode.USAGE, "add --kind", "audit", "sql", "FROM entries", "--file", nameless);
        done("audit", "sql", "FROM services", "--file", nameless, "--kind", "json");
        assertThat(Files.readString(Path.of(nameless))).contains("\"service\":\"orders\"");
    }

    @Test
    void refusesWhatDoesMoreThanRead() {
        refuses(ExitCode.USAGE, "does more than read", "audit", "sql", "DROP TABLE entries");
        refuses(ExitCode.USAGE, "audit tables", "audit", "sql", "SELECT colour FROM entries");
        refuses(ExitCode.USAGE, "error", "audit", "sql", "SELECT * FROM read_text('/etc/hostname')");
    }

    @Test
    void answersReportsAboutWhatTheyNeed() throws IOException {
        propose();

        assertThat(done("audit", "report", "change", "orders/1", "-o", "csv").out())
                .contains("ChangeProposed,ana");
        assertThat(done("audit", "report", "who-touched", "colours.name", "--with", "service=orders", "-o", "csv")
                        .out())
                .contains("orders/1");
        assertThat(done("audit", "report", "population", "--from", "2026-01-01").err())
                .contains("The answer is empty. What that means: audit reports population");
        refuses(ExitCode.USAGE, "report change needs --change", "audit", "report", "change");
        refuses(ExitCode.USAGE, "is about nothing in particular", "audit", "report", "voids", "orders/1");
        refuses(ExitCode.USAGE, "there is no report", "audit", "report", "everything");
        refuses(ExitCode.USAGE, "takes no --seed", "audit", "report", "change", "orders/1", "--seed", "1");
        refuses(ExitCode.USAGE, "no parameter colour", "audit", "report", "change", "--with", "colour=red");
    }

    @Test
    void saysWhatThereIs() {
        assertThat(done("audit", "reports", "-o", "csv").out()).contains("unapproved,");
        assertThat(done("audit", "reports", "sample").out()).contains("SHA-256", "seed");
        assertThat(done("audit", "tables").out()).contains("entries", "All records of the log");
        assertThat(done("audit", "tables", "changes").out()).contains("proposed_by", "the author");
        refuses(ExitCode.USAGE, "there is no table colours", "audit", "tables", "colours");
        assertThat(done("audit", "voids", "--kind", "forbidden").err()).contains("The answer is empty");
    }

    @Test
    void notesDownWhoAsked() {
        done("audit", "report", "voids", "--with", "kind=stale");

        assertThat(done("audit", "report", "access", "-o", "csv").out()).contains(",ana,report,\"voids kind=stale\",");
    }

    private void propose() throws IOException {
        String create = "CREATE TABLE colours (name text);";
        done(
                "change",
                "propose",
                ChangeTexts.write(folder, "orders", 1, create, "DROP TABLE colours;")
                        .toString());
    }

    private Ended done(String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private void refuses(ExitCode code, String message, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.err()).contains(message);
        assertThat(ended.code()).isEqualTo(code);
    }
}
