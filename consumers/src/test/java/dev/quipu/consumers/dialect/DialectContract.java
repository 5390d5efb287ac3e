package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every dialect promises besides, on a real server. */
abstract class DialectContract extends CatalogContract {

    private static final TimeLimits SHORT =
            new TimeLimits(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    static final List<String> VALUES = List.of(
            "",
            "it's",
            "''; DROP TABLE taken; --",
            "?",
            "/* $1 {d '2020-01-01'} :name @v",
            "\u00fc\u20ac\ud83d\ude00",
            "a\nb",
            "\"q\"");

    @Test
    void isFoundByItsNameAndByUrl() {
        assertThat(Dialects.named(name())).containsSame(dialect);
        assertThat(dialect.names()).contains(name());
        assertThat(Dialects.names()).contains(name());
    }

    @Test
    void letsOneSessionHaveALockUntilItEnds() throws SQLException {
        Sessions sessions = dialect.sessions();
        try (Connection first = open()) {
            assertThat(sessions.tryLock(first, Sessions.Lock.AGENT)).isTrue();
            assertThat(sessions.tryLock(connection, Sessions.Lock.AGENT)).isFalse();
            assertThat(sessions.tryLock(connection, Sessions.Lock.SCRIPTS)).isTrue();
        }
        await().until(() -> sessions.tryLock(connection, Sessions.Lock.AGENT));
    }

    @Test
    void locksEachDatabaseForItself() throws SQLException {
        Sessions sessions = dialect.sessions();
        Place other = freshPlace();
        try (Connection elsewhere = sessions.connect(other.jdbcUrl(), other.user(), other.password())) {
            assertThat(sessions.tryLock(connection, Sessions.Lock.AGENT)).isTrue();
            assertThat(sessions.tryLock(elsewhere, Sessions.Lock.AGENT)).isTrue();
        }
    }

    @Test
    void sendsValuesAsTheyAre() throws SQLException {
        try (Connection scripts = openForScripts()) {
            assertThat(echoed(scripts)).isEqualTo(VALUES);
        }
    }

    /** What the values come back as from the message that opens a transaction. */
    List<String> echoed(Connection scripts) throws SQLException {
        List<Call> calls =
                VALUES.stream().map(value -> Call.of("SELECT ?", value)).toList();
        List<String> echoed = dialect.sessions().begin(scripts, calls).stream()
                .map(answer -> answer.text(1))
                .toList();
        scripts.rollback();
        scripts.setAutoCommit(true);
        return echoed;
    }

    @Test
    void keepsTheLockWhenASessionIsReset() throws SQLException {
        Sessions sessions = dialect.sessions();
        try (Connection scripts = openForScripts()) {
            assertThat(sessions.tryLock(scripts, Sessions.Lock.SCRIPTS)).isTrue();

            sessions.reset(scripts);
            sessions.resetSettings(scripts);

            assertThat(sessions.tryLock(connection, Sessions.Lock.SCRIPTS)).isFalse();
        }
    }

    @Test
    void forgetsTemporaryTablesWhenASessionIsReset() throws SQLException {
        try (Connection scripts = openForScripts()) {
            execute(scripts, "CREATE TEMPORARY TABLE fleeting (id int)");

            dialect.sessions().reset(scripts);

            assertThatThrownBy(() -> execute(scripts, "SELECT * FROM fleeting")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void makesItsOwnTablesOnce() throws SQLException {
        OwnTables tables = dialect.ownTables();
        tables.create(connection);
        execute(tables.sql("INSERT INTO quipu.fence (target, epoch) VALUES ('a@b', 7)"));

        tables.create(connection);

        assertThat(query(connection, tables.sql("SELECT epoch FROM quipu.fence")))
                .isEqualTo("7");
        assertThatThrownBy(() -> execute(tables.sql("INSERT INTO quipu.fence (target, epoch) VALUES ('c@d', 1)")))
                .isInstanceOf(SQLException.class);
        for (String table : List.of("history", "journal", "outbox")) {
            assertThat(query(connection, tables.sql("SELECT count(*) FROM quipu." + table)))
                    .isEqualTo("0");
        }
    }

    @Test
    void spellsNamesThatNeedQuotes() throws SQLException {
        dialect.ownTables().create(connection);

        String sql = "SELECT count(*) FROM quipu.journal WHERE \"change\" = 'quipu.x'";

        assertThat(query(connection, dialect.ownTables().sql(sql))).isEqualTo("0");
    }

    @Test
    void insertsOnlyWhatIsAbsent() throws SQLException {
        execute("CREATE TABLE t (id int PRIMARY KEY, what int)", "INSERT INTO t VALUES (1, 1)");
        String insert = dialect.ownTables().insertIfAbsent("INSERT INTO t (id, what) VALUES (%s, 2)", "id");

        execute(insert.formatted(1), insert.formatted(2));

        assertThat(query(connection, "SELECT sum(10 * id + what) FROM t")).isEqualTo("33");
    }

    @Test
    void givesUpWaitingForALock() throws SQLException {
        execute("CREATE TABLE t (id int PRIMARY KEY, what int)", "INSERT INTO t VALUES (1, 1)");
        connection.setAutoCommit(false);
        execute("UPDATE t SET what = 2");
        try (Connection scripts = openForScripts()) {
            scripts.setAutoCommit(false);
            dialect.locks().limitTransaction(scripts, SHORT);

            for (String sql : List.of("UPDATE t SET what = 3", "ALTER TABLE t ADD more int")) {
                assertThatThrownBy(() -> execute(scripts, sql))
                        .asInstanceOf(type(SQLException.class))
                        .matches(dialect.errors()::isTransient);
                scripts.rollback();
                dialect.locks().limitTransaction(scripts, SHORT);
            }
        }
        connection.rollback();
    }

    @Test
    void tellsAnErrorWithoutValuesOfRows() throws SQLException {
        execute("CREATE TABLE people (id int PRIMARY KEY, secret varchar(20) UNIQUE)");
        execute("INSERT INTO people VALUES (1, '4711 ''0815''')");

        for (String sql : List.of(
                "INSERT INTO people SELECT id + 9, secret FROM people",
                "INSERT INTO people SELECT id, concat(secret, 1) FROM people",
                "UPDATE people SET id = null")) {
            assertThatThrownBy(() -> execute(sql))
                    .asInstanceOf(type(SQLException.class))
                    .extracting(dialect.errors()::message)
                    .asString()
                    .isNotBlank()
                    .doesNotContain("4711", "0815");
        }
    }

    @Test
    void tellsWhatIsMissing() {
        assertThatThrownBy(() -> execute("SELECT * FROM nowhere"))
                .asInstanceOf(type(SQLException.class))
                .matches(e ->
                        !dialect.errors().isTransient(e) && !dialect.errors().isDuplicateName(e))
                .extracting(dialect.errors()::message)
                .asString()
                .contains("nowhere");
    }

    @Test
    void knowsThatANameWasTaken() throws SQLException {
        execute("CREATE TABLE t (id int)");

        assertThatThrownBy(() -> execute("CREATE TABLE t (id int)"))
                .asInstanceOf(type(SQLException.class))
                .matches(dialect.errors()::isDuplicateName);
    }

    @Test
    void splitsScriptsIntoStatements() {
        SqlScript script = dialect.parse("""
            -- one; two
            INSERT INTO t VALUES ('a;b'); /* ; */
            UPDATE t SET x = 'it''s';

            DELETE FROM t
            """);

        assertThat(script.statements()).extracting(SqlStatement::line).containsExactly(2, 3, 5);
        assertThat(script.statements()).extracting(s -> s.word(0)).containsExactly("INSERT", "UPDATE", "DELETE");
        assertThat(script.needsNoTransaction()).isEmpty();
    }

    @Test
    void knowsTransactionsWithinScripts() {
        SqlScript script = dialect.parse("BEGIN; INSERT INTO t VALUES (1); COMMIT; DELETE FROM t;");

        assertThat(script.units()).extracting(SqlUnit::isBlock).containsExactly(true, false);
        assertThat(dialect.parse("START TRANSACTION; DELETE FROM t; COMMIT").withoutOuterTransaction())
                .isEqualToIgnoringWhitespace("DELETE FROM t;");
    }
}
