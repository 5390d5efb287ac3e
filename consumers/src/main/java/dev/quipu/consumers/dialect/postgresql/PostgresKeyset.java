package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.KeyColumn;
import dev.quipu.consumers.dialect.KeyCondition;
import dev.quipu.consumers.dialect.KeysetSql;
import dev.quipu.consumers.dialect.TableKey;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Row comparisons, which PostgreSQL answers with one range of the index. */
final class PostgresKeyset implements KeysetSql {

    @Override
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String text(KeyColumn column) {
        return quote(column.name()) + "::text";
    }

    @Override
    public KeyCondition after(TableKey key) {
        return compare(key, ">");
    }

    @Override
    public KeyCondition upTo(TableKey key) {
        return compare(key, "<=");
    }

    private KeyCondition compare(TableKey key, String operator) {
        String values =
                key.columns().stream().map(column -> "?::" + column.type()).collect(Collectors.joining(", "));
        return new KeyCondition(
                "(%s) %s (%s)".formatted(order(key), operator, values),
                IntStream.range(0, key.columns().size()).boxed().toList());
    }
}
