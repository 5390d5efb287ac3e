package dev.quipu.consumers.importer;

import dev.quipu.ledger.change.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a {@code sqitch.plan} in order (sqitchchanges manual, "Grammar"). Immutable.
 *
 * @param changes the deployed ones
 */
record SqitchPlan(List<Planned> changes) {

    private static final Pattern LINE = Pattern.compile(
            "([-+]?)\\s*([^\\s\\[#]+)(?:\\s*\\[([^]]*)])?(?:\\s+\\d{4}-\\S+)?(?:\\s+[^#<]*<[^>]*>)?\\s*(?:#\\s*(.*))?");

    /** Reads the plan; a line that is none is a problem. */
    static SqitchPlan read(Migration.Script plan, SourceFolder folder) {
        List<Planned> changes = new ArrayList<>();
        List<String> lines = plan.text().lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("%") || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || matcher.group(1).equals("-")) {
                String message = "not a line that can be imported: " + line;
                folder.problem(
                        new Problem(plan.file(), i + 1, message, "Compare it with the output of `sqitch plan`."));
            } else if (line.startsWith("@")) {
                tag(changes, matcher.group(2));
            } else {
                changes.add(new Planned(matcher.group(2), dependencies(matcher), matcher.group(4), new ArrayList<>()));
            }
        }
        return new SqitchPlan(List.copyOf(changes));
    }

    /** A tag stands behind every change before it that has not been reworked since. */
    private static void tag(List<Planned> changes, String tag) {
        List<String> seen = new ArrayList<>();
        for (Planned change : changes.reversed()) {
            if (!seen.contains(change.name())) {
                seen.add(change.name());
                change.tags().add(tag);
            }
        }
    }

    private static List<String> dependencies(Matcher matcher) {
        return matcher.group(3) == null || matcher.group(3).isBlank()
                ? List.of()
                : List.of(matcher.group(3).strip().split("\\s+"));
    }

    /**
     * One change of the plan.
     *
     * @param dependencies as written: {@code name}, {@code name@tag}, {@code project:name}, or {@code !name} for a
     *     conflict
     * @param tags those between this change and the next of the same name
     */
    record Planned(
            String name,
            List<String> dependencies,
            @Nullable String note,
            List<String> tags) {}
}
