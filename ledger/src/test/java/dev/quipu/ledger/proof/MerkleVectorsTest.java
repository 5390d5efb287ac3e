package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes and refuses the proofs that transparency-dev/merkle publishes as tests for others. They are not part of this
 * project: the folder {@code shared/vectors/merkle} beside it has them, or the one that {@code quipu.vectors} names.
 */
class MerkleVectorsTest {

    private static final String FOLDER = "shared/vectors/merkle";
    private static final List<String> HASHES = List.of("leafHash", "root", "root1", "root2");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void proofsOfLeavesAreTakenAndRefusedAsOthersDo() throws IOException {
        assertThat(run("inclusion", test -> new InclusionProof(
                                number(test, "leafIdx"), number(test, "treeSize"), path(test))
                        .verifies(hash(test, "leafHash"), hash(test, "root"))))
                .isEqualTo(98);
    }

    @Test
    void proofsOfOlderTreesAreTakenAndRefusedAsOthersDo() throws IOException {
        assertThat(run("consistency", test -> new ConsistencyProof(
                                number(test, "size1"), number(test, "size2"), path(test))
                        .verifies(hash(test, "root1"), hash(test, "root2"))))
                .isEqualTo(98);
    }

    @Test
    void proofsOfLeavesOfSubtreesAreTakenAndRefusedAsOthersDo() throws IOException {
        assertThat(run("subtreeinclusion", test -> subtree(test)
                        .includes(number(test, "leafIdx"), path(test), hash(test, "leafHash"), hash(test, "root"))))
                .isEqualTo(204);
    }

    @Test
    void proofsOfSubtreesAreTakenAndRefusedAsOthersDo() throws IOException {
        assertThat(run("subtreeconsistency", MerkleVectorsTest::isIn)).isEqualTo(118);
    }

    /** They take an empty subtree too, which is in every tree, and which we never ask about. */
    private static boolean isIn(JsonNode test) {
        Subtree subtree = subtree(test);
        if (subtree.start() == subtree.end()) {
            return path(test).isEmpty() && hash(test, "root1").equals(TreeHash.empty());
        }
        return subtree.isIn(number(test, "size"), path(test), hash(test, "root1"), hash(test, "root2"));
    }

    private static int run(String kind, Predicate<JsonNode> verifies) throws IOException {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "there is no folder " + FOLDER);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.get().resolve("testdata").resolve(kind))) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        for (Path file : files) {
            JsonNode test = JSON.readTree(Files.readAllBytes(file));
            assertThat(!lacksHash(test) && verifies.test(test))
                    .as("%s: %s", file, test.get("desc").asString())
                    .isEqualTo(!test.get("wantErr").asBoolean());
        }
        return files.size();
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("quipu.vectors");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.<@Nullable Path>iterate(
                        here, folder -> folder != null, folder -> folder == null ? null : folder.getParent())
                .map(folder -> folder.resolve(FOLDER))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static Subtree subtree(JsonNode test) {
        return new Subtree(number(test, "start"), number(test, "end"));
    }

    /** Numbers of 64 bits become negative here, and are refused as such. */
    private static long number(JsonNode test, String name) {
        return test.get(name).bigIntegerValue().longValue();
    }

    private static List<Digest> path(JsonNode test) {
        JsonNode proof = test.get("proof");
        return proof.isNull()
                ? List.of()
                : proof.valueStream().map(MerkleVectorsTest::digest).toList();
    }

    private static Digest hash(JsonNode test, String name) {
        return digest(test.get(name));
    }

    /** Where a hash is missing there is nothing to verify, and here no digest to ask with. */
    private static boolean lacksHash(JsonNode test) {
        return HASHES.stream()
                .filter(test::has)
                .map(test::get)
                .anyMatch(hash -> hash.isNull() || hash.asString().isEmpty());
    }

    /** What is no hash stands for one that nothing else has: equal texts for equal hashes. */
    private static Digest digest(JsonNode text) {
        byte[] bytes = Base64.getDecoder().decode(text.asString());
        return bytes.length == TreeHash.SIZE
                ? Digest.ofBytes(bytes)
                : Digest.of(("no hash: " + text.asString()).getBytes(StandardCharsets.UTF_8));
    }
}
