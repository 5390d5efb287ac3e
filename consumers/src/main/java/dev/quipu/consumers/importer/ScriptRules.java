package dev.quipu.consumers.importer;

import dev.quipu.consumers.dialect.ScriptCheck;
import dev.quipu.ledger.change.ChangeFile;

/** What an import has to know of a script's SQL. Pure. */
sealed interface ScriptRules permits ParsedScriptRules, OtherScriptRules {

    static ScriptRules of(String dialect) {
        return ScriptCheck.parser(dialect)
                .<ScriptRules>map(ParsedScriptRules::new)
                .orElseGet(OtherScriptRules::new);
    }

    /** Whether there are only blanks, comments and semicolons. */
    boolean isEmpty(String sql);

    /** The script without a pair of BEGIN and COMMIT around all of it. */
    String withoutOuterTransaction(String sql);

    /** The script so that it is a transaction of its own where it has several statements. */
    String inTransaction(String sql);

    /** Whether the script can run inside a transaction of someone else's. */
    boolean fitsTransaction(String sql);

    /** Whether the change destroys something of which it makes no copy. */
    boolean destroys(ChangeFile change);
}
