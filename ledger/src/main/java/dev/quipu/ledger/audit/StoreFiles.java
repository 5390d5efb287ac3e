package dev.quipu.ledger.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The files of one ledger's store. All but the log of who asked may be deleted at any time. */
record StoreFiles(Path folder, String stem) {

    private static final String DATABASE = ".duckdb";
    private static final int KEY = "-12345678".length();

    /** The store whose database is {@code file}, if it is one of {@code topic}. */
    static Optional<StoreFiles> of(Path folder, String topic, String file) {
        boolean matches = file.endsWith(DATABASE)
                && file.startsWith(topic + "-")
                && file.length() == topic.length() + KEY + DATABASE.length();
        return matches
                ? Optional.of(new StoreFiles(folder, file.substring(0, file.length() - DATABASE.length())))
                : Optional.empty();
    }

    Path database() {
        return folder.resolve(stem + DATABASE);
    }

    /** Who uses the store now. */
    Path lock() {
        return folder.resolve(stem + ".lock");
    }

    /** Who asked what. */
    Path access() {
        return folder.resolve(stem + ".access.tsv");
    }

    Instant fedAt() {
        try {
            return Files.getLastModifiedTime(database()).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
