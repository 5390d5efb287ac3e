package dev.quipu.consumers.importer;

import dev.quipu.consumers.dialect.BackupRule;
import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.ledger.change.ChangeFile;
import java.util.function.Function;

/**
 * The rules for dialects whose scripts can be split.
 *
 * @param parser splits a script
 */
record ParsedScriptRules(Function<String, SqlScript> parser) implements ScriptRules {

    @Override
    public boolean isEmpty(String sql) {
        return parser.apply(sql).isEmpty();
    }

    @Override
    public String withoutOuterTransaction(String sql) {
        return parser.apply(sql).withoutOuterTransaction();
    }

    @Override
    public String inTransaction(String sql) {
        return parser.apply(sql).inTransaction();
    }

    /** What commits by itself has ways of its own, and doesn't ask for any of the step's. */
    @Override
    public boolean fitsTransaction(String sql) {
        SqlScript script = parser.apply(sql);
        return script.transactionControl().isEmpty()
                && script.needsNoTransaction().stream().allMatch(script.rules()::commits);
    }

    @Override
    public boolean destroys(ChangeFile change) {
        return !BackupRule.missing(change, parser).isEmpty();
    }
}
