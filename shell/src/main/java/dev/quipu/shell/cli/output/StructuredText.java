package dev.quipu.shell.cli.output;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Printable data as JSON, YAML or CSV, each ending with a line break. */
final class StructuredText {

    private StructuredText() {}

    /** Indented JSON (RFC 8259). */
    static String json(Printable data) {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(data.plain())
                + "\n";
    }

    /** YAML 1.1 without the document marker. */
    static String yaml(Printable data) {
        return YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build()
                .writeValueAsString(data.plain());
    }

    /** CSV (RFC 4180, lines end with LF) with a header line; a cell with several values holds them as JSON. */
    static String csv(Printable data) {
        List<Map<String, @Nullable Object>> rows =
                switch (data) {
                    case Listing listing -> listing.plain();
                    case Details details -> List.of(details.plain());
                };
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator('\n');
        columns(data).forEach(schema::addColumn);
        ObjectWriter writer = new CsvMapper().writer(schema.build());
        return writer.writeValueAsString(rows.stream().map(StructuredText::flat).toList());
    }

    private static List<String> columns(Printable data) {
        return switch (data) {
            case Listing listing -> listing.columns();
            case Details details ->
                details.facts().stream().map(Details.Fact::name).toList();
        };
    }

    private static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        row.forEach((name, value) -> flat.put(
                name,
                value instanceof Collection<?> || value instanceof Map<?, ?>
                        ? new JsonMapper().writeValueAsString(value)
                        : value));
        return flat;
    }
}
