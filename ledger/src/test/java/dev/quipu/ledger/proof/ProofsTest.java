package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ProofsTest {

    private static final int MOST = 300;
    private static final List<Digest> LEAVES = NaiveTree.leaves(MOST);
    private static final List<Digest> ROOTS = roots();
    private static final Digest OTHER = Digest.of(new byte[] {1, 2, 3});

    private final MemoryHashes hashes = new MemoryHashes();

    ProofsTest() {
        LEAVES.forEach(leaf -> hashes.append(leaf.toBytes()));
    }

    @Test
    void hashesOfAllSubtreesAreThoseOfTheDefinition() {
        for (int level = 0; 1 << level <= MOST; level++) {
            for (int number = 0; (number + 1) << level <= MOST; number++) {
                assertThat(hashes.hash(level, number))
                        .as("level %d, number %d", level, number)
                        .isEqualTo(NaiveTree.root(LEAVES.subList(number << level, (number + 1) << level)));
            }
        }
    }

    @Test
    void rootsOfAllSizesAreRead() throws IOException {
        for (int size = 0; size <= MOST; size++) {
            assertThat(hashes.rootAt(size)).as("size %d", size).isEqualTo(ROOTS.get(size));
            assertThat(hashes.frontierAt(size).size()).isEqualTo(size);
        }
    }

    @Test
    void everyLeafOfEveryTreeIsProved() throws IOException {
        for (int size = 1; size <= MOST; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(hashes, index, size);
                assertThat(proof.verifies(LEAVES.get(index), ROOTS.get(size)))
                        .as("leaf %d of %d", index, size)
                        .isTrue();
                if (size < 40 || index % 37 == size % 37) {
                    assertThat(proof.path())
                            .as("leaf %d of %d", index, size)
                            .isEqualTo(NaiveTree.path(index, LEAVES.subList(0, size)));
                }
            }
        }
    }

    @Test
    void everyTreeIsProvedToBeginWithEveryOlderOne() throws IOException {
        for (int newSize = 1; newSize <= MOST; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                ConsistencyProof proof = ConsistencyProof.of(hashes, oldSize, newSize);
                assertThat(proof.verifies(ROOTS.get(oldSize), ROOTS.get(newSize)))
                        .as("%d in %d", oldSize, newSize)
                        .isTrue();
                if (newSize < 40 || oldSize % 37 == newSize % 37) {
                    assertThat(proof.path())
                            .as("%d in %d", oldSize, newSize)
                            .isEqualTo(NaiveTree.proof(oldSize, LEAVES.subList(0, newSize)));
                }
            }
        }
    }

    @Test
    void noAlteredProofOfALeafIsTaken() throws IOException {
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(hashes, index, size);
                Digest leaf = LEAVES.get(index);
                Digest root = ROOTS.get(size);
                String what = "leaf %d of %d".formatted(index, size);
                noneIsTaken(what, proof.path(), path -> new InclusionProof(proof.index(), proof.size(), path)
                        .verifies(leaf, root));
                for (int other = -1; other <= size + 2; other++) {
                    if (other != index) {
                        assertThat(new InclusionProof(other, size, proof.path()).verifies(leaf, root))
                                .as("%s as leaf %d", what, other)
                                .isFalse();
                    }
                }
                assertThat(proof.verifies(OTHER, root)).as(what).isFalse();
                assertThat(proof.verifies(leaf, OTHER)).as(what).isFalse();
            }
        }
    }

    @Test
    void noAlteredProofOfAnOlderTreeIsTaken() throws IOException {
        for (int newSize = 1; newSize <= 40; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                ConsistencyProof proof = ConsistencyProof.of(hashes, oldSize, newSize);
                Digest oldRoot = ROOTS.get(oldSize);
                Digest newRoot = ROOTS.get(newSize);
                String what = "%d in %d".formatted(oldSize, newSize);
                noneIsTaken(what, proof.path(), path -> new ConsistencyProof(proof.oldSize(), proof.newSize(), path)
                        .verifies(oldRoot, newRoot));
                assertThat(proof.verifies(OTHER, newRoot)).as(what).isFalse();
                assertThat(proof.verifies(oldRoot, OTHER)).as(what).isFalse();
                if (oldSize != newSize) {
                    assertThat(proof.verifies(newRoot, oldRoot)).as(what).isFalse();
                    assertThat(new ConsistencyProof(proof.newSize(), proof.oldSize(), proof.path())
                                    .verifies(oldRoot, newRoot))
                            .as(what)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everyAlteredBitOfAProofIsNoticed() throws IOException {
        InclusionProof inclusion = InclusionProof.of(hashes, 123, 299);
        ConsistencyProof consistency = ConsistencyProof.of(hashes, 123, 299);
        everyBit(
                inclusion.path(), path -> new InclusionProof(123, 299, path).verifies(LEAVES.get(123), ROOTS.get(299)));
        everyBit(consistency.path(), path -> new ConsistencyProof(123, 299, path)
                .verifies(ROOTS.get(123), ROOTS.get(299)));
    }

    @Test
    void anyNumbersAreAnsweredTo() {
        Random random = new Random(1);
        List<Long> numbers = new ArrayList<>(
                List.of(Long.MIN_VALUE, -1L, 0L, 1L, 2L, 1L << 62, (1L << 62) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE));
        random.longs(20).forEach(numbers::add);
        for (long one : numbers) {
            for (long other : numbers) {
                for (int length : List.of(0, 1, 62, 63, 64, 65, 1000)) {
                    List<Digest> path = Collections.nCopies(length, OTHER);
                    assertThat(new InclusionProof(one, other, path).verifies(OTHER, ROOTS.get(1)))
                            .isFalse();
                    assertThat(new ConsistencyProof(one, other, path).verifies(OTHER, ROOTS.get(1)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void theEmptyTreeProvesNothing() {
        Digest empty = TreeHash.empty();

        assertThat(new InclusionProof(0, 0, List.of()).verifies(empty, empty)).isFalse();
        assertThat(new ConsistencyProof(0, 0, List.of()).verifies(empty, empty)).isFalse();
        assertThat(new ConsistencyProof(0, 1, List.of()).verifies(empty, ROOTS.get(1)))
                .isFalse();
    }

    @Test
    void whatTheTreeHasNotGotIsNotProved() {
        for (long[] wrong : new long[][] {{0, 0}, {-1, 5}, {5, 5}, {0, MOST + 1}, {MOST, MOST}}) {
            assertThatCode(() -> InclusionProof.of(hashes, wrong[0], wrong[1]))
                    .as("leaf %d of %d", wrong[0], wrong[1])
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (long[] wrong : new long[][] {{0, 0}, {0, 5}, {-1, 5}, {6, 5}, {5, MOST + 1}}) {
            assertThatCode(() -> ConsistencyProof.of(hashes, wrong[0], wrong[1]))
                    .as("%d in %d", wrong[0], wrong[1])
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (long[] wrong : new long[][] {{-1, 0}, {63, 0}, {64, 0}, {0, -1}, {0, MOST}, {8, 1}, {1, MOST / 2}}) {
            assertThatCode(() -> hashes.hash((int) wrong[0], wrong[1]))
                    .as("level %d, number %d", wrong[0], wrong[1])
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> hashes.rootAt(MOST + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hashes.rootAt(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hashes.append(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Tries all paths that are one hash longer, shorter or other, or have two hashes in another order. */
    private static void noneIsTaken(String what, List<Digest> path, Predicate<List<Digest>> verifies) {
        for (int i = 0; i <= path.size(); i++) {
            List<Digest> longer = new ArrayList<>(path);
            longer.add(i, OTHER);
            assertThat(verifies.test(longer)).as("%s, longer at %d", what, i).isFalse();
        }
        for (int i = 0; i < path.size(); i++) {
            List<Digest> shorter = new ArrayList<>(path);
            shorter.remove(i);
            assertThat(verifies.test(shorter)).as("%s, shorter at %d", what, i).isFalse();
            List<Digest> doubled = new ArrayList<>(path);
            doubled.add(i, path.get(i));
            assertThat(verifies.test(doubled)).as("%s, doubled at %d", what, i).isFalse();
            List<Digest> other = new ArrayList<>(path);
            other.set(i, OTHER);
            assertThat(verifies.test(other)).as("%s, other at %d", what, i).isFalse();
            List<Digest> swapped = new ArrayList<>(path);
            swapped.set(i, swapped.set(0, swapped.get(i)));
            assertThat(verifies.test(swapped)).as("%s, swapped at %d", what, i).isEqualTo(i == 0);
        }
    }

    private static void everyBit(List<Digest> path, Predicate<List<Digest>> verifies) {
        assertThat(verifies.test(path)).isTrue();
        for (int i = 0; i < path.size(); i++) {
            for (int bit = 0; bit < 8 * TreeHash.SIZE; bit++) {
                byte[] bytes = path.get(i).toBytes();
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                List<Digest> altered = new ArrayList<>(path);
                altered.set(i, Digest.ofBytes(bytes));
                assertThat(verifies.test(altered)).as("hash %d, bit %d", i, bit).isFalse();
            }
        }
    }

    private static List<Digest> roots() {
        List<Digest> roots = new ArrayList<>();
        for (int size = 0; size <= MOST; size++) {
            roots.add(NaiveTree.root(LEAVES.subList(0, size)));
        }
        return roots;
    }
}
