package dev.quipu.ledger.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A question that auditors ask, with its answer in SQL. Immutable.
 *
 * @param name by which it is asked for
 * @param title the question in a line
 * @param questions numbers of the questions in {@code docs/guide/audit.md} that it answers
 * @param needs what it has to be told
 * @param takes what else it can be told, with the standard value or an empty text
 * @param explanation what the answer says, and what it doesn't
 * @param sql with {@code getvariable} for each parameter
 */
public record AuditReport(
        String name,
        String title,
        List<Integer> questions,
        List<ReportParameter> needs,
        Map<ReportParameter, String> takes,
        String explanation,
        String sql) {

    /**
     * The values for the SQL.
     *
     * @param given what somebody gave
     * @param now what time it is
     * @throws QueryException if something is missing, can't be read, or is nothing that this report takes
     */
    public Map<String, Variable> variables(Map<ReportParameter, String> given, Instant now) {
        List<ReportParameter> unknown = given.keySet().stream()
                .filter(parameter -> !needs.contains(parameter) && !takes.containsKey(parameter))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new QueryException("report %s takes no %s".formatted(name, ReportParameter.words(unknown)), usage());
        }
        List<ReportParameter> missing = needs.stream()
                .filter(parameter -> !given.containsKey(parameter))
                .toList();
        if (!missing.isEmpty()) {
            throw new QueryException("report %s needs %s".formatted(name, ReportParameter.words(missing)), usage());
        }
        Map<ReportParameter, String> values = new HashMap<>(takes);
        values.putAll(given);
        Map<String, Variable> variables = new LinkedHashMap<>();
        values.forEach((parameter, text) ->
                variables.put(parameter.variable(), text.isEmpty() ? parameter.absent() : parameter.value(text)));
        variables.put(
                "now",
                new Variable(
                        "TIMESTAMP",
                        LocalDateTime.ofInstant(now, ZoneOffset.UTC).toString()));
        return variables;
    }

    private String usage() {
        if (needs.isEmpty() && takes.isEmpty()) {
            return "Ask for it without any.";
        }
        String optional = takes.isEmpty()
                ? ""
                : ReportParameter.words(takes.keySet().stream().toList());
        return needs.isEmpty()
                ? "It takes %s.".formatted(optional)
                : "It needs %s%s."
                        .formatted(ReportParameter.words(needs), optional.isEmpty() ? "" : ", and takes " + optional);
    }
}
