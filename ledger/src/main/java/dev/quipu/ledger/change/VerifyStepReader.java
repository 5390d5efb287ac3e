package dev.quipu.ledger.change;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads steps that check something: a query, or a mapping with two queries to compare. */
final class VerifyStepReader implements StepKindReader {

    private static final List<String> COMPARE = List.of("left", "right", "key", "tolerance");

    @Override
    public String key() {
        return "verify";
    }

    @Override
    public List<String> furtherKeys() {
        return Stream.concat(Stream.of("expect"), TimeoutsReader.KEYS.stream()).toList();
    }

    @Override
    public @Nullable Step read(Fields fields, String name) {
        return fields.isMapping("verify") ? compare(fields, name) : query(fields, name);
    }

    private static @Nullable Step query(Fields fields, String name) {
        String query = fields.text("verify");
        var expect = fields.scalar("expect");
        Timeouts timeouts = TimeoutsReader.read(fields);
        return query == null
                ? null
                : new Step.VerifyStep(name, query, expect == null ? null : expect.getValue(), timeouts);
    }

    private static @Nullable Step compare(Fields step, String name) {
        if (step.has("expect")) {
            step.problem("expect", "two queries that are compared have no 'expect'", "Remove it.");
        }
        Fields fields = step.mapping("verify", COMPARE);
        if (fields == null) {
            return null;
        }
        String left = fields.required("left", "Give the query whose rows are to be compared.");
        String right = fields.required("right", "Give the query whose rows must be the same.");
        List<String> key = key(fields);
        Long tolerance = fields.wholeNumber("tolerance", 0, 999_999_999_999L);
        Timeouts timeouts = TimeoutsReader.read(step);
        return left == null || right == null || key.isEmpty()
                ? null
                : new Step.CompareStep(name, left, right, key, tolerance == null ? 0 : tolerance, timeouts);
    }

    private static List<String> key(Fields fields) {
        List<String> key =
                fields.texts("key").stream().map(Fields.TextItem::text).toList();
        boolean distinct = Set.copyOf(key).size() == key.size();
        if (key.isEmpty() || key.size() > Step.CompareStep.LONGEST_KEY || !distinct) {
            fields.problem(
                    "key",
                    "'key' is no list of 1 to %d different columns".formatted(Step.CompareStep.LONGEST_KEY),
                    "Name the columns that tell a row of either query from its others, as in 'key: [id]'.");
            return List.of();
        }
        return key;
    }
}
