package dev.quipu.ledger.evidence;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a package, and their digests as {@code sha256sum} writes them. */
final class EvidenceFolder {

    static final String RECORDS = "records.jsonl";
    static final String PERIOD = "period.json";
    static final String CHECKPOINT = "checkpoint";
    static final String VKEYS = "vkeys";
    static final String KEYS = "keys.json";
    static final String BEFORE = "tree-before.txt";
    static final String AFTER = "tree-after.txt";
    static final String CONSISTENCY = "consistency";
    static final String PREVIOUS = "previous-checkpoint";
    static final String PROOFS = "proofs";
    static final String SUMS = "SHA256SUMS";

    private EvidenceFolder() {}

    /** All files but the list of digests, by their names below the folder, in order. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals(SUMS))
                    .sorted()
                    .toList();
        }
    }

    /** Writes the list of digests. */
    static void seal(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : files(folder)) {
            lines.add("%s  %s".formatted(digest(folder.resolve(name)), name));
        }
        Files.write(folder.resolve(SUMS), lines, StandardCharsets.UTF_8);
    }

    static Digest digest(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.ofBytes(digest.digest());
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
