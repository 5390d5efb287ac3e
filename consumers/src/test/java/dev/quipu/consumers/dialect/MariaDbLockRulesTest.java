package dev.quipu.consumers.dialect;

import dev.quipu.consumers.TestMariaDb;
import java.sql.Connection;
import java.sql.SQLException;

class MariaDbLockRulesTest extends LockRulesContract {

    private String url = "";

    @Override
    Dialect begin() {
        url = TestMariaDb.freshDatabase();
        return Dialects.at(url).orElseThrow();
    }

    @Override
    Connection open(Dialect dialect) throws SQLException {
        return dialect.sessions().connect(url, TestMariaDb.USER, TestMariaDb.USER);
    }
}
