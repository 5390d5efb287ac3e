package dev.quipu.shell.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.TestHome;
import dev.quipu.shell.config.QuipuHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    private static final TargetId TARGET = PostgresHolder.TARGET;

    @TempDir
    private Path folder;

    private QuipuHome home = new QuipuHome(Path.of("unset"));

    @BeforeEach
    void createHome() throws IOException {
        home = new QuipuHome(TestHome.create(folder.resolve("home")));
    }

    @AfterEach
    void releaseHome() throws IOException {
        TestHome.release(home.folder());
    }

    @Test
    void keepsDataAcrossARestartAndAsksForThePassword() throws SQLException {
        String url;
        try (LocalPostgres postgres = new LocalPostgres(home)) {
            JdbcTarget target = postgres.ensureDatabase(TARGET);
            url = target.url();
            execute(target, "CREATE TABLE kept AS SELECT 7 AS n");
            assertThatThrownBy(() -> DriverManager.getConnection(target.url(), target.user(), "wrong"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(target.url() + "?user=postgres"))
                    .hasMessageContaining("password");
        }
        try (LocalPostgres postgres = new LocalPostgres(home)) {
            JdbcTarget target = postgres.ensureDatabase(TARGET);
            assertThat(target.url()).isEqualTo(url);
            assertThat(number(target, "SELECT n FROM kept")).isEqualTo(7);
            assertThat(number(target, "SELECT current_setting('server_version_num')::int / 10000"))
                    .isEqualTo(18);
            assertThat(number(target, "SELECT (current_setting('fsync') = 'on')::int"))
                    .isEqualTo(1);
        }
    }

    @Test
    void unpacksAgainWhatWasLeftHalfUnpacked() throws IOException {
        Path half = home.postgres().resolve("programs/PG-half/lib");
        Files.createDirectories(half);
        Files.createSymbolicLink(half.resolve("libpq.so"), Path.of("libpq.so.5"));

        PostgresFolder.of(home).prepare();

        assertThat(half.getParent()).doesNotExist();
    }

    @Test
    void takesOverFromAKilledProcess() throws Exception {
        Process killed = startHolder();
        String url = firstLine(killed);
        killed.destroyForcibly().waitFor();
        try (LocalPostgres postgres = new LocalPostgres(home)) {
            JdbcTarget target = postgres.ensureDatabase(TARGET);
            assertThat(target.url()).isEqualTo(url);
            assertThat(number(target, "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void isNotMisledByAProcessIdThatAnotherProgramHasNow() throws Exception {
        try (LocalPostgres postgres = new LocalPostgres(home)) {
            postgres.ensureDatabase(TARGET);
        }
        Path pidFile = home.postgres().resolve("data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
        try (LocalPostgres postgres = new LocalPostgres(home)) {
            assertThat(number(postgres.ensureDatabase(TARGET), "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void stopsWithTheNodeEvenIfTheNodeWasKilled() throws Exception {
        Process killed = startHolder();
        firstLine(killed);
        killed.destroyForcibly().waitFor();
        long postmaster = Long.parseLong(Files.readAllLines(home.postgres().resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
        assertThat(new NodeClient(home, NodeLauncher.standard()).stop()).isFalse();
        assertThat(ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void givesEachTargetADatabaseOfItsOwn() {
        assertThat(DatabaseName.of(TargetId.parse("a_b@c"))).isNotEqualTo(DatabaseName.of(TargetId.parse("a@b_c")));
        TargetId longest = TargetId.parse("s".repeat(63) + "@" + "t".repeat(63));
        assertThat(DatabaseName.of(longest)).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9_]+");
    }

    private Process startHolder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresHolder.class.getName(),
                        home.folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            return String.valueOf(output.readLine());
        }
    }

    private static void execute(JdbcTarget target, String sql) throws SQLException {
        try (Connection connection = open(target);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(JdbcTarget target, String sql) throws SQLException {
        try (Connection connection = open(target);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection open(JdbcTarget target) throws SQLException {
        return DriverManager.getConnection(target.url(), target.user(), target.password());
    }
}
