package dev.quipu.ledger.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reports there are: a file of SQL for each, whose first lines are its title, the questions it answers, its
 * parameters, and after an empty line its explanation.
 */
public final class AuditReports {

    private static final List<String> NAMES = List.of(
            "population",
            "change",
            "sample",
            "unapproved",
            "self-approved",
            "sod",
            "approver-roles",
            "stale-approvals",
            "delegations",
            "emergency",
            "failures",
            "windows",
            "drift",
            "manual",
            "state",
            "schema-diff",
            "who-touched",
            "destructive",
            "path",
            "roles",
            "policies",
            "activity",
            "access",
            "integrity",
            "voids",
            "clock",
            "retention");

    private AuditReports() {}

    /** Their names, in the order of the questions. */
    public static List<String> names() {
        return NAMES;
    }

    /** All, in the order of the questions. */
    public static List<AuditReport> all() {
        return NAMES.stream().map(AuditReports::read).toList();
    }

    /** The report with this name. */
    public static Optional<AuditReport> find(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private static AuditReport read(String name) {
        List<String> head = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        StoreLayout.resource("reports/" + name + ".sql")
                .lines()
                .forEach(line -> (sql.isEmpty() && line.startsWith("--") ? head : sql).add(line));
        int explanation = head.indexOf("--");
        return new AuditReport(
                name,
                value(head, "title"),
                words(head, "questions").map(Integer::valueOf).toList(),
                words(head, "needs").map(ReportParameter::of).toList(),
                takes(head),
                String.join(
                        " ",
                        head.subList(explanation + 1, head.size()).stream()
                                .map(line -> line.substring(2).strip())
                                .toList()),
                String.join("\n", sql));
    }

    private static String value(List<String> head, String key) {
        String prefix = "-- " + key + ": ";
        return head.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }

    private static Stream<String> words(List<String> head, String key) {
        return Stream.of(value(head, key).split(", ", -1)).filter(word -> !word.isEmpty());
    }

    private static Map<ReportParameter, String> takes(List<String> head) {
        Map<ReportParameter, String> takes = new LinkedHashMap<>();
        words(head, "parameters").forEach(word -> {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            takes.put(ReportParameter.of(name), equals < 0 ? "" : word.substring(equals + 1));
        });
        return takes;
    }
}
