package dev.quipu.ledger.audit;

import java.nio.file.Path;

/** A store, and how far it is. Immutable. */
public final class FedStore {

    private final StoreFiles files;
    private final long entries;

    FedStore(StoreFiles files, long entries) {
        this.files = files;
        this.entries = entries;
    }

    StoreFiles files() {
        return files;
    }

    /** How many entries it has. */
    public long entries() {
        return entries;
    }

    /** Its database. */
    public Path database() {
        return files.database();
    }

    /** Who asked it what, on this machine. */
    public AccessLog access() {
        return new AccessLog(files.access());
    }
}
