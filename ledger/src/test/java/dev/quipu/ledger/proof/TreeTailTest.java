package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTailTest {

    private static final int MANY = 3 * TreeTail.REACH + 100;
    private static final List<Digest> LEAVES = NaiveTree.leaves(MANY);
    private static final List<Digest> ROOTS = roots();

    private final TreeTail tail = new TreeTail();

    @Test
    void newestRootIsAlwaysKnown() {
        for (int size = 0; size < MANY; size++) {
            assertThat(tail.root()).as("size %d", size).isEqualTo(ROOTS.get(size));
            assertThat(tail.size()).isEqualTo(size);
            tail.append(LEAVES.get(size).toBytes());
        }
        assertThat(tail.frontier().root()).isEqualTo(ROOTS.get(MANY));
        assertThat(tail.root()).isEqualTo(NaiveTree.root(LEAVES));
    }

    @Test
    void rootsThatAreInReachAreKnownBeforeAndAfterOlderLeavesAreForgotten() {
        for (int size = 0; size <= MANY; size++) {
            if (size % TreeTail.REACH < 2 || size % TreeTail.REACH == TreeTail.REACH - 1 || size % 1000 == 0) {
                everyRootInReach(tail);
            }
            if (size < MANY) {
                tail.append(LEAVES.get(size).toBytes());
            }
        }
    }

    @Test
    void rootsThatAreTooOldOrToComeAreNotKnown() {
        append(tail, 0, 2 * TreeTail.REACH);

        assertThat(tail.rootAt(TreeTail.REACH)).contains(ROOTS.get(TreeTail.REACH));
        assertThat(tail.rootAt(TreeTail.REACH - 1)).isEmpty();
        assertThat(tail.rootAt(2L * TreeTail.REACH + 1)).isEmpty();
        assertThat(tail.rootAt(-1)).isEmpty();
        assertThat(tail.rootAt(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aTailThatStartsWithATreeKnowsNoOlderRoots() {
        append(tail, 0, 100);

        TreeTail later = new TreeTail(tail.frontier());
        append(later, 100, 200);

        assertThat(later.rootAt(99)).isEmpty();
        assertThat(later.rootAt(100)).contains(ROOTS.get(100));
        assertThat(later.root()).isEqualTo(ROOTS.get(200));
    }

    @Test
    void aCopyKnowsTheSameAndGoesItsOwnWay() {
        for (int size : List.of(0, 5, 4095, 4096, 5000, 8191, 8192, 12_000)) {
            TreeTail original = new TreeTail();
            append(original, 0, size);
            TreeTail copy = original.copy();
            TreeTail read = TreeTail.ofBytes(original.toBytes());

            for (TreeTail other : List.of(copy, read)) {
                append(other, size, size + 200);
                assertThat(other.root()).as("from %d", size).isEqualTo(ROOTS.get(size + 200));
                everyRootInReach(other);
            }
            assertThat(original.root()).isEqualTo(ROOTS.get(size));
            everyRootInReach(original);
        }
    }

    @Test
    void bytesThatAreNoTailAreRefused() {
        append(tail, 0, 3);
        byte[] bytes = tail.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if ((bytes.length - length) % TreeHash.SIZE != 0) {
                assertThatCode(() -> TreeTail.ofBytes(cut))
                        .as("%d bytes", length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThatThrownBy(() -> tail.append(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static void everyRootInReach(TreeTail tail) {
        int newest = Math.toIntExact(tail.size());
        int oldest = Math.max(0, newest - TreeTail.REACH);
        for (int size = oldest; size <= newest; size += size - oldest < 3 || newest - size <= 3 ? 1 : 367) {
            assertThat(tail.rootAt(size)).as("%d of %d", size, newest).contains(ROOTS.get(size));
        }
        assertThat(tail.rootAt(newest)).contains(ROOTS.get(newest));
    }

    private static void append(TreeTail tail, int from, int to) {
        LEAVES.subList(from, to).forEach(leaf -> tail.append(leaf.toBytes()));
    }

    private static List<Digest> roots() {
        List<Digest> roots = new ArrayList<>();
        FrontierBuilder builder = new FrontierBuilder();
        roots.add(builder.root());
        for (Digest leaf : LEAVES) {
            builder.append(leaf.toBytes(), 0);
            roots.add(builder.root());
        }
        return roots;
    }
}
