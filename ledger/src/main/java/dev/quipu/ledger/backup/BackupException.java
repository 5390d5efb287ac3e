package dev.quipu.ledger.backup;

import java.io.IOException;

/** A file is no whole and unaltered backup; the message says in which way. */
public final class BackupException extends IOException {

    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
