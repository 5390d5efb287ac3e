package dev.quipu.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void servesVersion18() throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.freshDatabase())) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
        }
    }

    @Test
    void givesEachCallerADatabaseOfItsOwn() {
        assertThat(TestPostgres.freshDatabase()).isNotEqualTo(TestPostgres.freshDatabase());
    }
}
