package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.SqlUnit;
import dev.quipu.consumers.dialect.StatementRules;
import dev.quipu.ledger.event.Digest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One unit of a script that runs outside a transaction. Immutable.
 *
 * @param number 1-based
 * @param settings what the statements before it have set
 * @param script what is to be executed: the unit without a BEGIN and COMMIT around it
 * @param firstLine of {@code script} in the whole script, counted from 1
 */
record ScriptPart(StepRun run, SqlUnit unit, int number, SqlScript settings, SqlScript script, int firstLine) {

    static List<ScriptPart> of(StepRun run, SqlScript script) {
        List<ScriptPart> parts = new ArrayList<>();
        List<SqlStatement> before = new ArrayList<>();
        for (SqlUnit unit : script.units()) {
            parts.add(part(run, unit, parts.size() + 1, settings(before, script.rules()), script.text()));
            before.addAll(unit.statements());
        }
        return List.copyOf(parts);
    }

    private static SqlScript settings(List<SqlStatement> before, StatementRules rules) {
        List<SqlStatement> settings = before.stream().filter(rules::isSetting).toList();
        String text = settings.stream().map(SqlStatement::text).collect(Collectors.joining(";\n"));
        return new SqlScript(text, settings, rules);
    }

    private static ScriptPart part(StepRun run, SqlUnit unit, int number, SqlScript settings, String whole) {
        SqlStatement first = unit.statements().getFirst();
        SqlStatement last = unit.statements().getLast();
        boolean closed = unit.isBlock() && !unit.isUnfinished();
        int from = unit.isBlock() ? first.end() : first.start();
        String text = whole.substring(from, Math.max(from, closed ? last.start() : last.end()));
        SqlScript script = new SqlScript(text, unit.bodyStatements(), unit.rules());
        int firstLine = 1
                + (int) whole.substring(0, from).chars().filter(c -> c == '\n').count();
        return new ScriptPart(run, unit, number, settings, script, firstLine);
    }

    /** By which the journal recognises the unit. */
    Digest digest() {
        return Digest.of(unit.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The unit's first statement; of a unit that needs no transaction, the only one. */
    SqlStatement statement() {
        return unit.statements().getFirst();
    }

    /** What the statements before it have set, and its own statements. */
    List<SqlStatement> statementsWithSettings() {
        List<SqlStatement> statements = new ArrayList<>(settings.statements());
        statements.addAll(unit.statements());
        return statements;
    }

    /** Whether the unit runs code that may end a transaction around it. */
    boolean mayEndTransaction() {
        return unit.rules().mayEndTransaction(statement());
    }

    /** Whether the unit only sets something for those after it. */
    boolean isSetting() {
        return unit.rules().isSetting(statement());
    }

    Failure failure(SQLException e, SqlErrors errors) {
        return errors.failure(e, script.text(), firstLine);
    }
}
