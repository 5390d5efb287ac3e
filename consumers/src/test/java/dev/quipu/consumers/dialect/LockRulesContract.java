package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every dialect's locks promise, on a real server. */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class LockRulesContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** MariaDB shows transactions as they were 100 ms ago, unless nobody has looked meanwhile. */
    private static final Duration LOOKS = Duration.ofMillis(150);

    private static final TimeLimits LIMITS =
            new TimeLimits(Duration.ofSeconds(600), Duration.ofSeconds(700), Duration.ofSeconds(800));

    private Dialect dialect;
    private LockRules rules;
    private Connection control;
    private Connection scripts;
    private Connection other;

    /** Opens one more connection to the test's database. */
    abstract Connection open(Dialect dialect) throws SQLException;

    abstract Dialect begin();

    @BeforeEach
    void connect() throws SQLException {
        dialect = begin();
        rules = dialect.locks();
        control = open(dialect);
        scripts = open(dialect);
        other = open(dialect);
        execute(control, "CREATE TABLE t (id int PRIMARY KEY, what int)");
        execute(control, "CREATE TABLE elsewhere (id int PRIMARY KEY)");
        execute(control, "INSERT INTO t VALUES (1, 1)");
        other.setAutoCommit(false);
        execute(other, "UPDATE t SET what = 2");
    }

    @AfterEach
    void disconnect() throws SQLException {
        other.close();
        scripts.close();
        control.close();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<LockHolder> holders(String script, String... ours) throws SQLException {
        return rules.demandOf(dialect.parse(script).statements()).holders(control, Set.of(ours));
    }

    @Test
    void tellWhoHoldsWhatAStatementNeeds() throws SQLException {
        String session = rules.session(other);
        awaitHolders(1);

        assertThat(holders("SELECT 1; ALTER TABLE t ADD more int"))
                .singleElement()
                .satisfies(holder -> {
                    assertThat(holder.session()).isEqualTo(session);
                    assertThat(holder.what()).isEqualTo("table t");
                    assertThat(holder.state()).isEqualTo("idle in transaction");
                    assertThat(holder.age()).isNotNull();
                });
        assertThat(holders("DROP TABLE t", session)).isEmpty();
        assertThat(holders("DROP TABLE elsewhere")).isEmpty();
        assertThat(holders("DROP TABLE nowhere")).isEmpty();
        assertThat(holders("UPDATE t SET what = 3")).isEmpty();

        other.rollback();

        awaitHolders(0);
    }

    private void awaitHolders(int count) {
        await().atMost(PATIENCE)
                .pollInterval(LOOKS)
                .until(() -> holders("DROP TABLE t").size() == count);
    }

    @Test
    void tellWhomARowIsWaitedForAndBreakTheStatementOff() throws Exception {
        assertThat(waitAndBreakOff("UPDATE t SET what = 3").what())
                .isEqualTo("rows that another transaction has changed");
    }

    @Test
    void tellWhomATableIsWaitedForAndBreakTheStatementOff() throws Exception {
        assertThat(waitAndBreakOff("ALTER TABLE t ADD more int").what()).contains("table");
    }

    private LockWait waitAndBreakOff(String sql) throws Exception {
        String session = rules.session(scripts);
        assertThat(rules.waitOf(control, session)).isNull();
        rules.limitSession(scripts, LIMITS);
        CompletableFuture<@Nullable SQLException> end = CompletableFuture.supplyAsync(() -> error(sql));
        AtomicReference<@Nullable LockWait> seen = new AtomicReference<>();
        await().atMost(PATIENCE).pollInterval(LOOKS).until(() -> {
            LockWait now = rules.waitOf(control, session);
            seen.set(now);
            return now != null && !now.holders().isEmpty();
        });

        rules.breakOff(control, session);

        assertThat(brokenOff(end)).isTrue();
        LockWait wait = Objects.requireNonNull(seen.get());
        assertThat(wait.holders()).extracting(LockHolder::session).containsExactly(rules.session(other));
        return wait;
    }

    private boolean brokenOff(CompletableFuture<@Nullable SQLException> end)
            throws InterruptedException, ExecutionException {
        SQLException error = end.get();
        return error != null && !rules.isLockTimeout(error) && rules.isBrokenOff(String.valueOf(error.getSQLState()));
    }

    private @Nullable SQLException error(String sql) {
        try {
            execute(scripts, sql);
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    @Test
    void tellALockTimeout() throws SQLException {
        rules.limitSession(scripts, new TimeLimits(Duration.ofMillis(1), Duration.ZERO, Duration.ZERO));

        for (String sql : List.of("UPDATE t SET what = 3", "DROP TABLE t")) {
            SQLException error = Objects.requireNonNull(error(sql));
            assertThat(rules.isLockTimeout(error)).as(sql).isTrue();
        }
    }

    @Test
    void tellWhichLimitsAreNotInEffect() throws SQLException {
        rules.limitSession(scripts, LIMITS);
        assertThat(rules.deviations(scripts, LIMITS)).isEmpty();

        TimeLimits others = new TimeLimits(Duration.ofSeconds(1), Duration.ofSeconds(700), Duration.ofSeconds(800));

        assertThat(rules.deviations(scripts, others))
                .isNotEmpty()
                .allSatisfy(deviation -> assertThat(deviation).contains("lock").contains(" is "));
    }
}
