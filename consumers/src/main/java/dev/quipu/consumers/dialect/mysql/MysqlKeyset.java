package dev.quipu.consumers.dialect.mysql;

import dev.quipu.consumers.dialect.KeyColumn;
import dev.quipu.consumers.dialect.KeysetSql;
import dev.quipu.consumers.dialect.TableKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comparisons of keys written out column by column: the servers find the range of an index in these, and not in a
 * comparison of rows.
 */
final class MysqlKeyset implements KeysetSql {

    private static final Pattern SCALE = Pattern.compile("\\(.*\\)");

    @Override
    public String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public String text(KeyColumn column) {
        String name = quote(column.name());
        return switch (kind(column)) {
            case "binary", "varbinary" -> "HEX(%s)".formatted(name);
            case "char", "varchar" -> name;
            default -> "CAST(%s AS CHAR)".formatted(name);
        };
    }

    private static String kind(KeyColumn column) {
        return column.type().split("[ (]", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** A literal as a value of the column. */
    private static String value(KeyColumn column, String literal) {
        return switch (kind(column)) {
            case "binary", "varbinary" -> "UNHEX(%s)".formatted(literal);
            case "char", "varchar" -> literal;
            case "decimal" -> "CAST(%s AS DECIMAL%s)".formatted(literal, scale(column));
            case "date" -> "CAST(%s AS DATE)".formatted(literal);
            case "datetime" -> "CAST(%s AS DATETIME(6))".formatted(literal);
            case "time" -> "CAST(%s AS TIME(6))".formatted(literal);
            case "uuid" -> "CAST(%s AS UUID)".formatted(literal);
            default -> "CAST(%s AS %s)".formatted(literal, column.type().contains("unsigned") ? "UNSIGNED" : "SIGNED");
        };
    }

    private static String scale(KeyColumn column) {
        Matcher matcher = SCALE.matcher(column.type());
        return matcher.find() ? matcher.group() : "";
    }

    /** {@code (a > 1) OR (a = 1 AND b > 2) OR …}: one range of the index for each column. */
    @Override
    public String condition(TableKey key, Place place, String prefix, List<String> values) {
        List<String> ranges = new ArrayList<>();
        for (int last = 0; last < values.size(); last++) {
            List<String> terms = new ArrayList<>();
            for (int i = 0; i <= last; i++) {
                KeyColumn column = key.columns().get(i);
                String operator = i < last ? "=" : last < values.size() - 1 ? strict(place) : place.operator();
                terms.add("%s%s %s %s".formatted(prefix, quote(column.name()), operator, value(column, values.get(i))));
            }
            ranges.add("(%s)".formatted(String.join(" AND ", terms)));
        }
        return "(%s)".formatted(String.join(" OR ", ranges));
    }

    private static String strict(Place place) {
        return place.operator().substring(0, 1);
    }
}
