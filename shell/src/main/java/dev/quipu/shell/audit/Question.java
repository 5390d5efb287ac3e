package dev.quipu.shell.audit;

import dev.quipu.ledger.audit.Variable;
import java.util.Map;

/**
 * What somebody asks.
 *
 * @param command {@code sql} or {@code report}
 * @param text as it was asked, for the log of who asked what
 * @param sql its SQL
 * @param variables what {@code getvariable} gives in it
 */
record Question(String command, String text, String sql, Map<String, Variable> variables) {

    /** SQL of somebody's own. */
    static Question sql(String sql) {
        return new Question("sql", sql, sql, Map.of());
    }
}
