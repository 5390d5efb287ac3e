package dev.quipu.consumers.dialect;

import dev.quipu.consumers.TestMariaDb;
import java.util.List;

class MariaDbDialectTest extends DialectContract {

    @Override
    Place freshPlace() {
        return new Place(TestMariaDb.freshDatabase(), TestMariaDb.USER, TestMariaDb.USER);
    }

    @Override
    String name() {
        return "mariadb";
    }

    @Override
    List<KeyType> keyTypes() {
        return List.of(
                new KeyType("int", "%s"),
                new KeyType("bigint unsigned", "18446744073709551600 + %s"),
                new KeyType("decimal(30, 9)", "%s / 7.0"),
                new KeyType("varchar(20)", "'k ''%s'"),
                new KeyType("char(20) CHARACTER SET latin1", "'kä%s'"),
                new KeyType("uuid", "'00000000-0000-4000-8000-00000000000%s'"),
                new KeyType("binary(16)", "unhex(concat('ff0', '%s'))"),
                new KeyType("varbinary(16)", "unhex(concat('ff0', '%s'))"),
                new KeyType("datetime(6)", "timestampadd(HOUR, %s, '2026-03-29 00:59:59.123456')"),
                new KeyType("date", "'2026-01-0%s'"),
                new KeyType("time(3)", "'10:00:0%s.5'"));
    }
}
