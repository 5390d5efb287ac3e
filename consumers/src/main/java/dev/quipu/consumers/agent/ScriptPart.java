package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Dialect;
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
 * @param settings a script that sets what the statements before it have set
 * @param script the whole script
 * @param from where {@link #text} begins in it
 * @param to where it ends
 */
record ScriptPart(StepRun run, SqlUnit unit, int number, String settings, String script, int from, int to) {

    static List<ScriptPart> of(StepRun run, SqlScript script) {
        List<ScriptPart> parts = new ArrayList<>();
        List<SqlStatement> before = new ArrayList<>();
        for (SqlUnit unit : script.units()) {
            parts.add(part(run, unit, parts.size() + 1, settings(before, script.rules()), script.text()));
            before.addAll(unit.statements());
        }
        return List.copyOf(parts);
    }

    private static String settings(List<SqlStatement> before, StatementRules rules) {
        return before.stream().filter(rules::isSetting).map(SqlStatement::text).collect(Collectors.joining(";\n"));
    }

    private static ScriptPart part(StepRun run, SqlUnit unit, int number, String settings, String script) {
        SqlStatement first = unit.statements().getFirst();
        SqlStatement last = unit.statements().getLast();
        boolean closed = unit.isBlock() && !unit.isUnfinished();
        int from = unit.isBlock() ? first.end() : first.start();
        return new ScriptPart(
                run, unit, number, settings, script, from, Math.max(from, closed ? last.start() : last.end()));
    }

    /** What is to be executed: the unit without a BEGIN and COMMIT around it. */
    String text() {
        return script.substring(from, to);
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
    List<SqlStatement> statementsWithSettings(Dialect dialect) {
        List<SqlStatement> statements = new ArrayList<>(dialect.parse(settings).statements());
        statements.addAll(unit.statements());
        return statements;
    }

    /** Whether the unit only sets something for those after it. */
    boolean isSetting() {
        return unit.rules().isSetting(statement());
    }

    Failure failure(SQLException e, SqlErrors errors) {
        return errors.failure(e, script, from);
    }
}
