package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.key.PrivateKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we sign and prove is taken by the Go project's own verifier, and what somebody altered is not. */
class GoVerifierTest {

    private static final int OLDER = 700;
    private static final int NEWER = 1000;
    private static final int INDEX = 456;
    private static final NoteSigner LOG = new NoteSigner("ledger.example/quipu", PrivateKey.generate());
    private static final String KEY = LOG.key().toString();
    private static final List<Leaf> LEAVES = leaves();
    private static final MemoryHashes HASHES = new MemoryHashes();

    static {
        LEAVES.forEach(leaf -> HASHES.append(leaf.hash().toBytes()));
    }

    @TempDir
    private static Path folder;

    private static @Nullable GoVerifier go;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        go = GoVerifier.compile(folder);
    }

    @Test
    void proofsOfLeavesAreTaken() throws IOException, InterruptedException {
        for (int index : List.of(0, 1, INDEX, NEWER - 1)) {
            assertThat(takesInclusion(proof(index).toString(), LEAVES.get(index)))
                    .as("leaf %d", index)
                    .isTrue();
        }
        LogProof extra = LogProof.of(new byte[] {1}, InclusionProof.of(HASHES, INDEX, NEWER), checkpoint(NEWER));
        assertThat(takesInclusion(extra.toString(), LEAVES.get(INDEX))).isTrue();
    }

    @Test
    void noAlteredProofOfALeafIsTaken() throws IOException, InterruptedException {
        LogProof proof = proof(INDEX);
        String text = proof.toString();
        String signature = proof.checkpoint().signatures().getFirst().base64();
        List<String> altered = new ArrayList<>(List.of(
                text.replace("index " + INDEX, "index " + (INDEX + 1)),
                text.replace("\n" + NEWER + "\n", "\n" + (NEWER + 1) + "\n"),
                text.replace(base64(HASHES.rootAt(NEWER)), base64(HASHES.rootAt(OLDER))),
                text.replace("quipu\n" + NEWER, "quipo\n" + NEWER),
                text.replace(signature, other(signature, 20)),
                text.replace(
                        "\n\n" + LOG.name(), "\n" + base64(LEAVES.getFirst().hash()) + "\n\n" + LOG.name())));
        for (Digest hash : proof.path()) {
            altered.add(text.replace(base64(hash), other(base64(hash), 5)));
            altered.add(text.replace(base64(hash) + "\n", ""));
        }
        for (String other : altered) {
            assertThat(other).isNotEqualTo(text);
            assertThat(takesInclusion(other, LEAVES.get(INDEX))).as(other).isFalse();
        }
        assertThat(takesInclusion(text, LEAVES.get(INDEX + 1))).isFalse();
    }

    @Test
    void proofsOfOlderTreesAreTakenAndAlteredOnesAreNot() throws IOException, InterruptedException {
        ConsistencyProof proof = ConsistencyProof.of(HASHES, OLDER, NEWER);
        String path = lines(proof.path());

        assertThat(takesConsistency(checkpoint(OLDER), checkpoint(NEWER), path)).isTrue();
        for (Digest hash : proof.path()) {
            String other = path.replace(base64(hash), other(base64(hash), 5));
            assertThat(takesConsistency(checkpoint(OLDER), checkpoint(NEWER), other))
                    .as(other)
                    .isFalse();
        }
        SignedNote forged = new Checkpoint(LOG.name(), OLDER, HASHES.rootAt(OLDER - 1)).sign(LOG);
        assertThat(takesConsistency(forged, checkpoint(NEWER), path)).isFalse();
        assertThat(takesConsistency(checkpoint(OLDER), checkpoint(NEWER - 1), path))
                .isFalse();
        assertThat(takesConsistency(checkpoint(NEWER), checkpoint(OLDER), path)).isFalse();
    }

    @Test
    void anotherKeyOfTheSameNameIsNotTakenForTheLogs() throws IOException, InterruptedException {
        NoteVerifierKey other = new NoteSigner(LOG.name(), PrivateKey.generate()).key();
        String proof = verifier().file("proof", proof(INDEX).toString());
        String leaf = verifier().file("leaf", LEAVES.get(INDEX).toBytes());

        assertThat(verifier().takes("inclusion", KEY, proof, leaf)).isTrue();
        assertThat(verifier().takes("inclusion", other.toString(), proof, leaf)).isFalse();
    }

    @Test
    void rootsAreReadFromOurFileInItsOrder() throws IOException, InterruptedException {
        Path path = folder.resolve("hashes");
        try (HashFile file = HashFile.open(path)) {
            for (Leaf leaf : LEAVES) {
                file.append(leaf.hash().toBytes());
            }
        }
        for (int size : List.of(1, 2, 3, OLDER, NEWER)) {
            assertThat(verifier().takes("root", path.toString(), "" + size, base64(HASHES.rootAt(size))))
                    .as("size %d", size)
                    .isTrue();
        }
        assertThat(verifier().takes("root", path.toString(), "" + OLDER, base64(HASHES.rootAt(NEWER))))
                .isFalse();
    }

    private static boolean takesInclusion(String proof, Leaf leaf) throws IOException, InterruptedException {
        return verifier()
                .takes(
                        "inclusion",
                        KEY,
                        verifier().file("proof", proof),
                        verifier().file("leaf", leaf.toBytes()));
    }

    private static boolean takesConsistency(SignedNote older, SignedNote newer, String path)
            throws IOException, InterruptedException {
        return verifier()
                .takes(
                        "consistency",
                        KEY,
                        verifier().file("older", older.toBytes()),
                        verifier().file("newer", newer.toBytes()),
                        verifier().file("path", path));
    }

    private static GoVerifier verifier() {
        return Objects.requireNonNull(go);
    }

    private static LogProof proof(int index) throws IOException {
        return LogProof.of(new byte[0], InclusionProof.of(HASHES, index, NEWER), checkpoint(NEWER));
    }

    private static SignedNote checkpoint(int size) throws IOException {
        return new Checkpoint(LOG.name(), size, HASHES.rootAt(size)).sign(LOG);
    }

    private static String lines(List<Digest> path) {
        return path.stream().map(hash -> base64(hash) + "\n").collect(Collectors.joining());
    }

    private static String base64(Digest hash) {
        return Base64.getEncoder().encodeToString(hash.toBytes());
    }

    /** The same with another character at a place. */
    private static String other(String base64, int place) {
        return base64.substring(0, place) + (base64.charAt(place) == 'A' ? 'B' : 'A') + base64.substring(place + 1);
    }

    private static List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        LeafHasher hasher = new LeafHasher();
        for (int number = 0; number < NEWER; number++) {
            byte[] value = {(byte) number, (byte) (number >> 8)};
            leaves.add(hasher.start(number, 1_000 + number, null, value)
                    .header("id", value)
                    .leaf());
        }
        return leaves;
    }
}
