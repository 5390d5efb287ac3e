package dev.quipu.shell.node;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.TargetId;
import java.nio.charset.StandardCharsets;

/** The name of an embedded target's database: readable, distinct per target, and free of anything to quote. */
final class DatabaseName {

    /** PostgreSQL cuts names at 63 bytes; 13 are for the digest. */
    private static final int READABLE = 50;

    private DatabaseName() {}

    static String of(TargetId target) {
        String readable = target.toString().replace('@', '_').replace('-', '_');
        String digest =
                Digest.of(target.toString().getBytes(StandardCharsets.UTF_8)).brief();
        return "t_%s_%s".formatted(readable.substring(0, Math.min(readable.length(), READABLE - 2)), digest);
    }
}
