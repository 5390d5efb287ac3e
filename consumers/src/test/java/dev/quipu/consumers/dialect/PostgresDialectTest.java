package dev.quipu.consumers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.consumers.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresDialectTest extends DialectContract {

    @Override
    Place freshPlace() {
        return new Place(TestPostgres.freshDatabase(), "postgres", "postgres");
    }

    @Override
    String name() {
        return "postgresql";
    }

    @Override
    List<KeyType> keyTypes() {
        return List.of(
                new KeyType("int", "%s"),
                new KeyType("bigint", "9007199254740990 + %s"),
                new KeyType("numeric(30, 9)", "%s / 7.0"),
                new KeyType("text COLLATE \"C\"", "'k ''%s'"),
                new KeyType("varchar(20)", "'k%s'"),
                new KeyType("char(20)", "'k%s'"),
                new KeyType("uuid", "'00000000-0000-4000-8000-00000000000%s'::uuid"),
                new KeyType("timestamptz", "timestamptz '2026-03-29 00:59:59.123456+01' + interval '%s hours'"),
                new KeyType("date", "date '2026-01-0%s'"),
                new KeyType("double precision", "%s / 3.0"),
                new KeyType("bytea", "decode('ff0%s', 'hex')"),
                new KeyType("boolean", "%s > 3"));
    }

    @Test
    void sendsValuesAsTheyAreAfterAScriptHasChangedWhatALiteralMeans() throws SQLException {
        try (Connection scripts = openForScripts()) {
            execute(scripts, "SET standard_conforming_strings = off; SET backslash_quote = on");
            assertThat(echoed(scripts)).isEqualTo(VALUES);
        }
    }

    /** One with a backslash is not written into the SQL, and neither is any other then. */
    @Test
    void sendsABackslashAsItIs() throws SQLException {
        List<Call> calls = List.of(Call.of("SELECT ?", "\\'; DROP TABLE taken; --"), Call.of("SELECT ?", "it's"));
        try (Connection scripts = openForScripts()) {
            execute(scripts, "SET standard_conforming_strings = off");
            assertThat(dialect.sessions().begin(scripts, calls))
                    .extracting(answer -> answer.text(1))
                    .containsExactly("\\'; DROP TABLE taken; --", "it's");
        }
    }
}
