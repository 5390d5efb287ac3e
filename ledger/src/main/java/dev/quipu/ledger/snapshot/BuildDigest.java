package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.EntrySchemas;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A digest of the code that decodes and folds: the jars, or the folders of classes. A build that mends a rule must not
 * go on from what another build made of the log.
 */
final class BuildDigest {

    private BuildDigest() {}

    /** It doesn't change while the process runs, and reading the code takes a moment. */
    private static final class Known {
        private static final @Nullable Digest DIGEST = computeOrNull();

        private static @Nullable Digest computeOrNull() {
            try {
                return compute();
            } catch (IOException e) {
                LoggerFactory.getLogger(BuildDigest.class).warn("no snapshots: {}", e.getMessage());
                return null;
            }
        }
    }

    /** @throws IOException if the code isn't in files that can be read */
    static Digest get() throws IOException {
        Digest known = Known.DIGEST;
        if (known == null) {
            throw new IOException("the code can't be read");
        }
        return known;
    }

    private static Digest compute() throws IOException {
        MessageDigest digest = Digest.sha256();
        for (Class<?> part : List.of(LedgerState.class, EntrySchemas.class)) {
            add(digest, location(part));
        }
        return Digest.ofBytes(digest.digest());
    }

    private static Path location(Class<?> part) throws IOException {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("%s doesn't say where it comes from".formatted(part));
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | RuntimeException e) {
            throw new IOException("%s comes from %s".formatted(part, source.getLocation()), e);
        }
    }

    private static void add(MessageDigest digest, Path location) throws IOException {
        if (Files.isRegularFile(location)) {
            digest.update(Files.readAllBytes(location));
            return;
        }
        try (Stream<Path> files = Files.walk(location)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
