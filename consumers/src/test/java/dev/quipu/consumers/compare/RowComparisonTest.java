package dev.quipu.consumers.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.consumers.TestPostgres;
import dev.quipu.consumers.compare.Comparison.Counted;
import dev.quipu.consumers.compare.Comparison.Impossible;
import dev.quipu.consumers.compare.Comparison.Mismatch;
import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.Dialects;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowComparisonTest {

    private static final Dialect POSTGRESQL = Dialects.named("postgresql").orElseThrow();

    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = DriverManager.getConnection(TestPostgres.freshDatabase());
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void findsEqualRowsEqualInWhateverOrder() throws SQLException {
        assertThat(compare(
                        "SELECT i AS id, 'a' AS x FROM generate_series(1, 1000) i",
                        "SELECT 'a' AS x, i::bigint AS id FROM generate_series(1000, 1, -1) i -- backwards",
                        "id"))
                .isEqualTo(new Counted(1000, 1000, 0, 0, 0, new TreeMap<>(), List.of()));
    }

    @Test
    void findsNothingInNothing() throws SQLException {
        assertThat(counted("SELECT 1 AS id WHERE false", "SELECT 1 AS id WHERE false", "id")
                        .mismatches())
                .isZero();
    }

    @Test
    void tellsMissingRowsFromDifferentOnes() throws SQLException {
        Counted counted = counted(
                "VALUES (1, 'a', NULL), (2, 'b', 'x'), (3, 'c', NULL), (4, 'd', 'y')",
                "VALUES (2, 'b', 'x'), (3, 'c', 'x'), (4, 'D', NULL), (5, 'e', NULL), (6, 'e', NULL)",
                "column1");

        assertThat(counted.left()).isEqualTo(4);
        assertThat(counted.right()).isEqualTo(5);
        assertThat(counted.missingLeft()).isEqualTo(2);
        assertThat(counted.missingRight()).isEqualTo(1);
        assertThat(counted.different()).isEqualTo(2);
        assertThat(counted.columns()).isEqualTo(Map.of("column2", 1L, "column3", 2L));
        assertThat(counted.sample())
                .containsExactly(
                        new Mismatch("missing right", "{\"column1\":\"1\"}", List.of()),
                        new Mismatch("different", "{\"column1\":\"3\"}", List.of("column3")),
                        new Mismatch("different", "{\"column1\":\"4\"}", List.of("column2", "column3")),
                        new Mismatch("missing left", "{\"column1\":\"5\"}", List.of()),
                        new Mismatch("missing left", "{\"column1\":\"6\"}", List.of()));
    }

    @Test
    void comparesKeysAsTheServerDoes() throws SQLException {
        execute("CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");

        assertThat(counted(
                                "SELECT 'Grün' COLLATE nocase AS id, 1.0 AS x",
                                "SELECT 'GRÜN' COLLATE nocase AS id, 1.00 AS x",
                                "id")
                        .mismatches())
                .isZero();
    }

    @Test
    void comparesOnAKeyOfSeveralColumnsWithOddNames() throws SQLException {
        Counted counted = counted(
                "SELECT 1 AS \"a \"\"b\"\"\", 'x' AS \"Ü\", 1 AS l",
                "SELECT 1 AS \"a \"\"b\"\"\", 'y' AS \"Ü\", 1 AS l",
                "a \"b\"",
                "Ü");

        assertThat(counted.sample())
                .extracting(Mismatch::key)
                .containsExactly("{\"a \\\"b\\\"\":\"1\",\"Ü\":\"x\"}", "{\"a \\\"b\\\"\":\"1\",\"Ü\":\"y\"}");
    }

    @Test
    void countsAKeyThatIsNullAsWithoutAPartner() throws SQLException {
        Counted counted = counted("SELECT NULL::int AS id", "SELECT NULL::int AS id", "id");

        assertThat(counted.missingLeft()).isEqualTo(1);
        assertThat(counted.missingRight()).isEqualTo(1);
    }

    @Test
    void keepsNoMoreKeysThanSomebodyWouldRead() throws SQLException {
        Counted counted = counted("SELECT i AS id FROM generate_series(1, 1000) i", "SELECT 1 AS id WHERE false", "id");

        assertThat(counted.missingRight()).isEqualTo(1000);
        assertThat(counted.sample()).hasSize(RowComparison.SAMPLE);
    }

    @Test
    void refusesAKeyThatIsNotUniqueOnEitherSide() throws SQLException {
        String once = "VALUES (1), (2)";
        String twice = "VALUES (1), (2), (2)";
        Impossible impossible = new Impossible("the key (column1) is not unique in both queries");

        assertThat(compare(once, twice, "column1")).isEqualTo(impossible);
        assertThat(compare(twice, once, "column1")).isEqualTo(impossible);
        assertThat(compare(twice, twice, "column1")).isEqualTo(impossible);
    }

    @Test
    void refusesQueriesOfDifferentColumns() throws SQLException {
        assertThat(compare("SELECT 1 AS id, 2 AS x", "SELECT 1 AS id", "id"))
                .isEqualTo(
                        new Impossible("the queries have different columns: (id, x) on the left, (id) on the right"));
        assertThat(compare("SELECT 1 AS a", "SELECT 1 AS a", "id"))
                .isEqualTo(new Impossible("the queries have no column id, which is in the key"));
        assertThat(compare("SELECT 1 AS id, 2 AS id", "SELECT 1 AS id, 2 AS id", "id"))
                .isEqualTo(new Impossible("a query has two columns of the same name; name them apart with AS"));
    }

    @Test
    void tellsWhichQueryIsBroken() {
        assertThatThrownBy(() -> compare("SELECT 1 AS id", "SELECT id FROM nowhere", "id"))
                .isInstanceOf(RowComparison.QueryFailed.class)
                .hasMessage("the right query");
    }

    private Counted counted(String left, String right, String... key) throws SQLException {
        return (Counted) compare(left, right, key);
    }

    private Comparison compare(String left, String right, String... key) throws SQLException {
        return new RowComparison(connection, POSTGRESQL.rows(), left, right, List.of(key)).compare();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
