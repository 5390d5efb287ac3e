package dev.quipu.consumers.importer;

import dev.quipu.consumers.dialect.SqlScript;

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
}
