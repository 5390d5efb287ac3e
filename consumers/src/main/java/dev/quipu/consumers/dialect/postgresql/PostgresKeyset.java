package dev.quipu.consumers.dialect.postgresql;

import dev.quipu.consumers.dialect.KeyColumn;
import dev.quipu.consumers.dialect.KeysetSql;
import dev.quipu.consumers.dialect.TableKey;
import java.util.List;
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
    public String condition(TableKey key, Place place, String prefix, List<String> values) {
        String columns = key.columns().stream()
                .map(column -> prefix + quote(column.name()))
                .collect(Collectors.joining(", "));
        String literals = IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) + "::" + key.columns().get(i).type())
                .collect(Collectors.joining(", "));
        return "(%s) %s (%s)".formatted(columns, place.operator(), literals);
    }
}
