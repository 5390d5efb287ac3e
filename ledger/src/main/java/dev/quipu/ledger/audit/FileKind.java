package dev.quipu.ledger.audit;

/** The kinds of files that answers are written to. */
public enum FileKind {
    /** Comma-separated values with a line of names (RFC 4180). */
    CSV("FORMAT csv, HEADER true"),
    /** An array of objects. */
    JSON("FORMAT json, ARRAY true"),
    /** Apache Parquet. */
    PARQUET("FORMAT parquet");

    private final String options;

    FileKind(String options) {
        this.options = options;
    }

    /** What COPY has to be told. */
    String options() {
        return options;
    }
}
