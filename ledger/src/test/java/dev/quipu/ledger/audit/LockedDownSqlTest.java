package dev.quipu.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockedDownSqlTest {

    @TempDir
    private static Path folder;

    private static FedStore store = Story.NOWHERE;

    private StoreReader reader;

    @BeforeAll
    static void feed() throws IOException {
        store = Story.untold().feed(folder);
    }

    @BeforeEach
    void open() {
        reader = new AuditStore(folder).read(store, null);
    }

    @AfterEach
    void close() {
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select 1;",
                "FROM entries",
                "VALUES (1)",
                "WITH e AS (SELECT * FROM entries) SELECT count(*) FROM e -- all of them",
                "DESCRIBE entries",
                "SHOW TABLES",
                "SUMMARIZE entries"
            })
    void answersWhatReads(String sql) {
        assertThat(reader.ask(sql, Map.of(), 10).rows()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM read_json('/etc/passwd')",
                "SELECT * FROM read_parquet('/etc/passwd')",
                "SELECT * FROM parquet_metadata('/etc/passwd')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM glob('/tmp/*')",
                "SELECT * FROM read_text('http://localhost:1/x')",
                "SELECT * FROM read_csv('s3://bucket/x.csv')",
                "SELECT getenv('HOME')",
                "SELECT * FROM query('COPY entries TO ''/tmp/quipu-should-not-be-there''')",
                "SELECT * FROM duckdb_extensions()",
                "SELECT * FROM duckdb_secrets()",
                "COPY entries TO '/tmp/quipu-should-not-be-there'",
                "COPY (SELECT 1) TO '/tmp/quipu-should-not-be-there' (FORMAT parquet)",
                "COPY entries FROM '/etc/passwd'",
                "ATTACH '/tmp/quipu-should-not-be-there' AS other",
                "ATTACH ':memory:' AS other",
                "DETACH memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "FORCE INSTALL httpfs",
                "SET threads = 4",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "RESET memory_limit",
                "PRAGMA database_list",
                "PRAGMA enable_profiling",
                "EXPORT DATABASE '/tmp/quipu-should-not-be-there'",
                "IMPORT DATABASE '/tmp/quipu-should-not-be-there'",
                "CALL pragma_version()",
                "CREATE TABLE t AS SELECT 1",
                "CREATE TEMP TABLE t AS SELECT 1",
                "CREATE MACRO m() AS 1",
                "CREATE SECRET s (TYPE http)",
                "INSERT INTO notes VALUES (1)",
                "UPDATE entries SET accepted = true",
                "DELETE FROM entries",
                "DROP TABLE entries",
                "WITH gone AS (DELETE FROM notes RETURNING *) SELECT * FROM gone",
                "WITH new AS (INSERT INTO rollout_ends VALUES (1, null, 'x', 'x', 'x') RETURNING *) SELECT * FROM new",
                "SET VARIABLE x = 1",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "BEGIN",
                "CHECKPOINT",
                "VACUUM",
                "USE memory",
                "SELECT 1; SELECT 2",
                "SELECT 1; COPY entries TO '/tmp/quipu-should-not-be-there'",
                "SELECT 1) TO '/tmp/quipu-should-not-be-there' (FORMAT csv); SELECT (1",
                "",
                "-- nothing",
                "SELEC 1"
            })
    void refusesEverythingElse(String sql) {
        assertThatThrownBy(() -> reader.ask(sql, Map.of(), 10))
                .isInstanceOfSatisfying(QueryException.class, refused -> {
                    assertThat(refused.getMessage()).isNotBlank();
                    assertThat(refused.nextStep()).isNotBlank();
                });

        assertThat(Path.of("/tmp/quipu-should-not-be-there")).doesNotExist();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> reader.ask("SELECT colour FROM entries", Map.of(), 10))
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> reader.ask("SELEC 1", Map.of(), 10)).hasMessageContaining("SELEC");
        assertThatThrownBy(() -> reader.ask("DROP TABLE entries", Map.of(), 10))
                .hasMessage("the statement does more than read, or is no query");
        assertThatThrownBy(() -> reader.ask("SELECT 1; SELECT 2", Map.of(), 10))
                .hasMessage("there are 2 statements, and one is answered at a time");
    }

    @Test
    void endsAQueryThatTakesTooMuchMemory() {
        assertThatThrownBy(() -> reader.ask(
                        "SELECT count(DISTINCT md5(a.range::VARCHAR || b.range)) FROM range(100000) a, range(1000) b",
                        Map.of(),
                        10))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("Out of Memory");
    }

    @Test
    void writesNoOtherFileThanTheOneThatIsAskedFor() throws IOException {
        reader.close();
        Path file = folder.resolve("it's out.csv");
        reader = new AuditStore(folder).read(store, file);

        assertThat(reader.write("SELECT number, event FROM entries; ", Map.of(), FileKind.CSV))
                .isEqualTo(1);

        assertThat(Files.readString(file)).isEqualTo("number,event\n0,LedgerOpened\n");
        assertThatThrownBy(() -> reader.ask("SELECT * FROM read_text('/etc/passwd')", Map.of(), 10))
                .isInstanceOf(QueryException.class);
        assertThatThrownBy(() -> reader.write(
                        "SELECT * FROM read_text('" + folder.resolve("test-00000000.lock") + "')",
                        Map.of(),
                        FileKind.JSON))
                .isInstanceOf(QueryException.class);
    }

    @Test
    void countsTheRowsThatItDoesntGive() {
        Answer answer = reader.ask("SELECT range FROM range(1000)", Map.of(), 10);

        assertThat(answer.rows()).hasSize(10);
        assertThat(answer.total()).isEqualTo(1000);
        assertThat(answer.isCut()).isTrue();
        assertThat(reader.ask("SELECT range FROM range(10)", Map.of(), 10).isCut())
                .isFalse();
    }
}
