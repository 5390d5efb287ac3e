package dev.quipu.ledger.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads steps that change the rows of a table batch by batch. */
final class BackfillStepReader implements StepKindReader {

    private static final List<String> KEYS = List.of("table", "set", "where", "update", "key", "order", "limits");
    private static final List<String> ROLLBACK = List.of("set", "where", "update");
    private static final String NONE = "none";

    @Override
    public String key() {
        return "backfill";
    }

    @Override
    public List<String> furtherKeys() {
        return List.of("rollback");
    }

    @Override
    public @Nullable Step read(Fields step, String name) {
        Fields fields = step.mapping("backfill", KEYS);
        if (fields == null) {
            return null;
        }
        String table = fields.required("table", "Name the table whose rows are changed.");
        Fill fill = fill(fields);
        List<String> key = key(fields);
        boolean descending = descending(fields);
        Limits limits = limits(fields);
        Fill rollback = rollback(step);
        return table == null || fill == null
                ? null
                : new Step.BackfillStep(name, table, key, descending, fill, rollback, limits);
    }

    private static @Nullable Fill fill(Fields fields) {
        if (fields.has("set") == fields.has("update") || (fields.has("update") && fields.has("where"))) {
            fields.problem(
                    "update",
                    "the rows are changed either by 'set', with or without 'where', or by 'update'",
                    "Write for example 'set: total_cents = total * 100'.");
            return null;
        }
        String set = fields.text("set");
        String where = fields.text("where");
        String update = fields.text("update");
        try {
            if (update != null) {
                return new Fill.Statement(update);
            }
            return set == null ? null : new Fill.Rows(set, where);
        } catch (IllegalArgumentException e) {
            fields.problem(
                    "update", String.valueOf(e.getMessage()), "Write for example 'UPDATE t SET … WHERE {batch}'.");
            return null;
        }
    }

    private static @Nullable Fill rollback(Fields step) {
        if (step.isMapping("rollback")) {
            Fields fields = step.mapping("rollback", ROLLBACK);
            return fields == null ? null : fill(fields);
        }
        String text = step.text("rollback");
        if (text != null && !text.equals(NONE)) {
            step.problem(
                    "rollback",
                    "the rollback of a backfill is no script",
                    "Write 'none' if the values may stay, or 'set' and 'where' on lines of their own below it.");
        }
        return text == null ? null : new Fill.Nothing();
    }

    private static List<String> key(Fields fields) {
        List<String> key =
                fields.texts("key").stream().map(Fields.TextItem::text).toList();
        if (fields.isEmptyList("key") || Set.copyOf(key).size() < key.size()) {
            fields.problem(
                    "key", "'key' is no list of different columns", "Leave it out to use the table's primary key.");
            return List.of();
        }
        return key;
    }

    private static boolean descending(Fields fields) {
        String order = fields.text("order");
        if (order != null && !order.equals("ascending") && !order.equals("descending")) {
            fields.problem(
                    "order",
                    "order '%s' is unknown".formatted(Excerpt.of(order)),
                    "Write 'ascending' (the default) or 'descending'.");
        }
        return "descending".equals(order);
    }

    private static Limits limits(Fields fields) {
        Fields limits = fields.mapping("limits", Limits.names());
        if (limits == null) {
            return Limits.STANDARD;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : Limits.names()) {
            ScalarNode value = limits.scalar(name);
            if (value != null) {
                try {
                    Limits.of(Map.of(name, value.getValue()));
                    texts.put(name, value.getValue());
                } catch (IllegalArgumentException e) {
                    limits.problem(name, String.valueOf(e.getMessage()), "See 'Limits' in the guide to backfills.");
                }
            }
        }
        return Limits.of(texts);
    }
}
