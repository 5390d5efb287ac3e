package dev.quipu.ledger.backup;

import java.nio.charset.StandardCharsets;

/** What writer and reader of the format agree on; docs/decisions/0012 describes it. */
final class BackupFormat {

    static final byte[] MAGIC = "quipu ledger backup 1\n".getBytes(StandardCharsets.US_ASCII);

    /** Before a record. */
    static final int RECORD = 1;

    /** Before the trailer. */
    static final int END = 0;

    /** The length that stands for null. */
    static final int NULL = -1;

    /** Longest key, value or header, in bytes: no topic of ours takes more, so a longer one is damage. */
    static final int MAX_BYTES = BackupWriter.MAX_BYTES;

    /** Most headers of a record. */
    static final int MAX_HEADERS = 10_000;

    private BackupFormat() {}
}
