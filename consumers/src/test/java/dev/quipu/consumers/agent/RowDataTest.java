package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.state.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the rows of a database stays there, also when an error message quotes it. */
class RowDataTest {

    private static final String ROWS = """
        CREATE TYPE mood AS ENUM ('good');
        CREATE TABLE people (id int PRIMARY KEY, secret text UNIQUE CHECK (secret <> 'x'));
        INSERT INTO people VALUES (1, '4711 "0815"'), (2, '99999999999');
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT secret::int FROM people WHERE id = 1     | 22P02
        SELECT secret::int FROM people WHERE id = 2     | 22003
        SELECT secret::mood FROM people                 | 22P02
        SELECT secret::json FROM people WHERE id = 1    | 22P02
        SELECT secret::date FROM people WHERE id = 1    | 22008
        SELECT to_date(secret, 'YYYY"x"MM') FROM people | 22007
        SELECT convert_from(decode('4711ff', 'hex'), 'UTF8') | 22021
        INSERT INTO people SELECT id + 9, secret FROM people | 23505
        INSERT INTO people SELECT id, concat(secret, 1) FROM people | 23505
        INSERT INTO people VALUES (null, '4711')        | 23502
        UPDATE people SET secret = 'x' WHERE id = 1     | 23514
        """)
    void isNotInTheLedger(String sql, String code) {
        try (Shop shop = new Shop()) {
            shop.execute(ROWS);
            shop.approved(1, sql, "SELECT 1");
            try (QuipuAgent agent = shop.agent()) {
                Application.Failed failed = shop.failed(1, 1);

                assertThat(failed.code()).isEqualTo(code);
                assertThat(failed.message()).doesNotContain("4711", "0815", "99999", "0x", "11");
                assertThat(failed.message()).isNotBlank();
                assertThat(agent.targets()).isNotEmpty();
            }
        }
    }

    @Test
    void isNotMadeOfAHugeMessageEither() {
        try (Shop shop = new Shop();
                QuipuAgent agent = shop.agent()) {
            shop.approved(1, "DO $$ BEGIN RAISE EXCEPTION '%', repeat('long', 2000000); END $$", "SELECT 1");

            assertThat(shop.failed(1, 1).message()).hasSizeLessThan(2_000).startsWith("longlong");
            assertThat(agent.targets()).isNotEmpty();
        }
    }
}
