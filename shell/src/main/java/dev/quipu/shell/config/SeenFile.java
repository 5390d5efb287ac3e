package dev.quipu.shell.config;

import dev.quipu.ledger.event.DerivedId;
import java.nio.file.Path;

/**
 * The file with what this machine saw of a ledger. It goes by where the configuration says that the ledger is, so that
 * one that is made anew in that place is noticed.
 */
public final class SeenFile {

    private static final int DIGITS = 8;

    private SeenFile() {}

    /** The file for the ledger that is configured. */
    public static Path of(QuipuHome home, QuipuConfig config) {
        return of(home, config.location(), config.ledgerTopic());
    }

    /** The file for a ledger. */
    public static Path of(QuipuHome home, LedgerLocation location, String topic) {
        String place =
                switch (location) {
                    case LedgerLocation.LocalNode local -> "local";
                    case LedgerLocation.Cluster cluster -> cluster.bootstrapServers();
                };
        String id = DerivedId.of(place, topic).toString().substring(0, DIGITS);
        return home.seen().resolve("%s-%s.log".formatted(topic, id));
    }
}
