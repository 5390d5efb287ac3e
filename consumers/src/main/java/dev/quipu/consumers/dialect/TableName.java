package dev.quipu.consumers.dialect;

/**
 * A table as the catalog names it, without quotes.
 *
 * @param schema of PostgreSQL, or database of MySQL and MariaDB
 */
public record TableName(String schema, String name) {

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
