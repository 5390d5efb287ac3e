package dev.quipu.ledger.audit;

/** Values in the text of a statement. */
final class SqlText {

    private SqlText() {}

    /** A string, quoted. */
    static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
