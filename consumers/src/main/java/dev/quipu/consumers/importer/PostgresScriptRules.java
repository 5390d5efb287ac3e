package dev.quipu.consumers.importer;

import dev.quipu.consumers.dialect.BackupRule;
import dev.quipu.consumers.dialect.SqlScript;
import dev.quipu.ledger.change.ChangeFile;

/** The rules for dialects whose scripts split like PostgreSQL's. */
record PostgresScriptRules() implements ScriptRules {

    @Override
    public boolean isEmpty(String sql) {
        return SqlScript.parse(sql).isEmpty();
    }

    @Override
    public String withoutOuterTransaction(String sql) {
        return SqlScript.parse(sql).withoutOuterTransaction();
    }

    @Override
    public String inTransaction(String sql) {
        return SqlScript.parse(sql).inTransaction();
    }

    @Override
    public boolean fitsTransaction(String sql) {
        SqlScript script = SqlScript.parse(sql);
        return script.transactionControl().isEmpty()
                && script.needsNoTransaction().isEmpty();
    }

    @Override
    public boolean destroys(ChangeFile change) {
        return !BackupRule.missing(change, SqlScript::parse).isEmpty();
    }
}
