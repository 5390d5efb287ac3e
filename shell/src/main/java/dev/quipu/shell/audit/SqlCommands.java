package dev.quipu.shell.audit;

import dev.quipu.ledger.audit.FileKind;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands that answer SQL on the ledger's tables. */
@Component
class SqlCommands {

    private static final String TABLES = """
        SELECT table_name, '' AS type, comment FROM duckdb_tables() WHERE NOT internal AND NOT temporary
        UNION ALL
        SELECT view_name, '', comment FROM duckdb_views() WHERE NOT internal AND NOT temporary
        ORDER BY 1
        """;

    private static final String COLUMNS = """
        SELECT column_name, data_type, comment, table_name FROM duckdb_columns() WHERE NOT internal
        ORDER BY table_name, column_index
        """;

    private final AuditDesk desk;
    private final Console console;

    SqlCommands(AuditDesk desk, Console console) {
        this.desk = desk;
        this.console = console;
    }

    @Command(name = "audit sql", group = "Audit", description = "Answer one SELECT on the ledger's tables")
    @Examples({
        "audit sql 'SELECT service, count(*) FROM changes GROUP BY service'",
        "audit sql 'FROM entries' --file entries.parquet"
    })
    void sql(
            @Argument(index = 0, description = "DuckDB's SQL; it reads the store and nothing else") String select,
            @Option(description = "write the answer to this file, which isn't there yet") @Nullable Path file,
            @Option(description = "csv, json or parquet; what the file's name ends with if left out") @Nullable
                    FileKind kind,
            @Option(description = "ask the store as it is, without the ledger") boolean asIs)
            throws InterruptedException {
        desk.answer(Question.sql(select), Destination.of(file, kind), asIs, "There are no rows");
    }

    private record Row(
            @Nullable Object name,
            @Nullable Object type,
            @Nullable Object holds) {
        static Row of(List<@Nullable Object> row) {
            return new Row(row.get(0), row.get(1), row.get(2));
        }
    }

    @Command(name = "audit tables", group = "Audit", description = "List the ledger's tables, or the columns of one")
    @Examples({"audit tables", "audit tables entries"})
    void tables(@Argument(index = 0, description = "the table or view; all if left out") @Nullable String table) {
        if (table == null) {
            console.print(Listing.of(
                    desk.rows(TABLES).stream().map(Row::of).toList(),
                    Column.of("table", Row::name),
                    Column.of("holds", Row::holds)));
            return;
        }
        List<Row> columns = desk.rows(COLUMNS).stream()
                .filter(row -> table.equals(row.get(3)))
                .map(Row::of)
                .toList();
        if (columns.isEmpty()) {
            throw CommandFailure.usage("there is no table %s".formatted(table), "See which there are: audit tables");
        }
        console.print(Listing.of(
                columns, Column.of("column", Row::name), Column.of("type", Row::type), Column.of("holds", Row::holds)));
    }
}
