package dev.quipu.consumers.dialect;

import dev.quipu.consumers.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;

class PostgresLockRulesTest extends LockRulesContract {

    private String url = "";

    @Override
    Dialect begin() {
        url = TestPostgres.freshDatabase();
        return Dialects.at(url).orElseThrow();
    }

    @Override
    Connection open(Dialect dialect) throws SQLException {
        return dialect.sessions().connect(url, "postgres", "postgres");
    }
}
