package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dialect promises of tables, of ways along them, and of load; on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class CatalogContract {

    Place place;
    Dialect dialect;
    Connection connection;

    /** A fresh database and who may do everything in it. */
    record Place(String jdbcUrl, String user, String password) {}

    abstract Place freshPlace();

    /** Name of the service's dialect. */
    abstract String name();

    /** Types of columns that can be a key, with expressions that give a different value for each {@code n} from 1. */
    abstract List<KeyType> keyTypes();

    /** @param value with {@code %s} for the number, in ascending order of the numbers 1 to 9 */
    record KeyType(String type, String value) {}

    @BeforeEach
    void connect() throws SQLException {
        place = freshPlace();
        dialect = Dialects.at(place.jdbcUrl()).orElseThrow();
        connection = open();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    Connection open() throws SQLException {
        return dialect.sessions().connect(place.jdbcUrl(), place.user(), place.password());
    }

    Connection openForScripts() throws SQLException {
        return dialect.sessions().connectForScripts(place.jdbcUrl(), place.user(), place.password());
    }

    void execute(String... sql) throws SQLException {
        execute(connection, sql);
    }

    static void execute(Connection on, String... sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    static String query(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Test
    void findsTablesAsSqlNamesThem() throws SQLException {
        String odd = dialect.keyset().quote("odd \"`name");
        execute("CREATE TABLE plain (id int)", "CREATE TABLE %s (id int)".formatted(odd));
        execute("CREATE VIEW seen AS SELECT 1 AS one");
        Catalog catalog = dialect.catalog(connection);

        TableName plain = catalog.find("plain").orElseThrow();

        assertThat(plain.name()).isEqualTo("plain");
        assertThat(catalog.find(dialect.keyset().quote(plain))).contains(plain);
        assertThat(catalog.find(odd)).map(TableName::name).contains("odd \"`name");
        assertThat(catalog.find("absent")).isEmpty();
        assertThat(catalog.find("seen")).isEmpty();
    }

    @Test
    void findsTheKeysOfATable() throws SQLException {
        execute("""
            CREATE TABLE t (
                a int NOT NULL, b int NOT NULL, c int NOT NULL, loose int,
                CONSTRAINT t_c UNIQUE (c), CONSTRAINT t_ca UNIQUE (c, a), CONSTRAINT t_loose UNIQUE (a, loose),
                PRIMARY KEY (b, a))
            """, "CREATE INDEX t_b ON t (b)", "CREATE TABLE none (a int)");
        Catalog catalog = dialect.catalog(connection);

        List<TableKey> keys = catalog.keys(catalog.find("t").orElseThrow());

        assertThat(keys)
                .extracting(key -> dialect.keyset().order(key, false).replaceAll("[\"`]", ""))
                .containsExactly("b, a", "c", "c, a");
        assertThat(keys).extracting(TableKey::isPrimary).containsExactly(true, false, false);
        assertThat(catalog.keys(catalog.find("none").orElseThrow())).isEmpty();
    }

    @Test
    void estimatesHowManyRowsThereAre() throws SQLException {
        execute("CREATE TABLE t (id int PRIMARY KEY)");
        execute("INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                + " SELECT i FROM n");
        execute(name().equals("postgresql") ? "ANALYZE t" : "ANALYZE TABLE t");
        Catalog catalog = dialect.catalog(connection);

        OptionalLong rows = catalog.estimatedRows(catalog.find("t").orElseThrow());

        assertThat(rows.orElseThrow()).isBetween(400L, 600L);
    }

    @ParameterizedTest
    @MethodSource("keyTypes")
    void walksATableAlongItsKey(KeyType type) throws SQLException {
        execute("CREATE TABLE t (k %s NOT NULL, n int NOT NULL, PRIMARY KEY (k, n))".formatted(type.type()));
        for (int n = 1; n <= 9; n++) {
            String key = type.value().formatted(1 + n / 2);
            execute("INSERT INTO t VALUES (%s, %d)".formatted(key, n));
        }

        assertThat(walk(2)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    /** Batches of some rows each, every one from the last key of the one before up to its own last key. */
    private List<Integer> walk(int size) throws SQLException {
        Catalog catalog = dialect.catalog(connection);
        TableName table = catalog.find("t").orElseThrow();
        TableKey key = catalog.keys(table).getFirst();
        List<Integer> seen = new ArrayList<>();
        List<String> last = List.of();
        List<String> next = batchEnd(table, key, last, size);
        while (!next.isEmpty()) {
            seen.addAll(batch(table, key, last, next));
            last = next;
            next = batchEnd(table, key, last, size);
        }
        return seen;
    }

    private String condition(TableKey key, KeysetSql.Place place, List<String> values) throws SQLException {
        List<String> literals = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String value : values) {
                literals.add(statement.enquoteLiteral(value));
            }
        }
        return values.isEmpty() ? "1 = 1" : dialect.keyset().condition(key, place, "t.", literals);
    }

    private List<String> batchEnd(TableName table, TableKey key, List<String> last, int size) throws SQLException {
        KeysetSql keyset = dialect.keyset();
        String columns =
                String.join(", ", key.columns().stream().map(keyset::text).toList());
        String sql = "SELECT %s FROM %s AS t WHERE %s ORDER BY %s LIMIT %d"
                .formatted(
                        columns,
                        keyset.quote(table),
                        condition(key, KeysetSql.Place.AFTER, last),
                        keyset.order(key, false),
                        size);
        List<String> end = List.of();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            while (row.next()) {
                end = List.of(row.getString(1), row.getString(2));
            }
        }
        return end;
    }

    private List<Integer> batch(TableName table, TableKey key, List<String> last, List<String> end)
            throws SQLException {
        String sql = "SELECT n FROM %s AS t WHERE %s AND %s ORDER BY n"
                .formatted(
                        dialect.keyset().quote(table),
                        condition(key, KeysetSql.Place.UP_TO, end),
                        condition(key, KeysetSql.Place.AFTER, last));
        List<Integer> found = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getInt(1));
            }
        }
        return found;
    }

    @Test
    void tellsHowBusyTheDatabaseIs() throws SQLException {
        execute("CREATE TABLE t (id int PRIMARY KEY)");
        LoadSignals signals = dialect.signals(connection);
        TableName table = dialect.catalog(connection).find("t").orElseThrow();

        for (Signal signal : List.of(
                signals.replicaLag(),
                signals.activeSessions(),
                signals.waitersBehind(dialect.locks().session(connection)),
                signals.longestTransaction(),
                signals.logBacklog(),
                signals.maintenance(table))) {
            switch (signal) {
                case Signal.Value(double value) -> assertThat(value).isNotNegative();
                case Signal.NotAvailable(String reason) -> assertThat(reason).isNotBlank();
            }
        }
    }
}
