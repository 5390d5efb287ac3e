package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final List<Digest> LEAVES = NaiveTree.leaves(300);

    @Test
    void rootsOfAllSizesAreThoseOfTheDefinition() {
        FrontierBuilder builder = new FrontierBuilder();
        Frontier frontier = Frontier.empty();
        for (int size = 0; size <= LEAVES.size(); size++) {
            Digest root = NaiveTree.root(LEAVES.subList(0, size));
            assertThat(builder.root()).as("size %d", size).isEqualTo(root);
            assertThat(builder.frontier()).as("size %d", size).isEqualTo(frontier);
            assertThat(frontier.root()).as("size %d", size).isEqualTo(root);
            assertThat(frontier.size()).isEqualTo(size);
            if (size < LEAVES.size()) {
                builder.append(LEAVES.get(size).toBytes(), 0);
                frontier = frontier.append(LEAVES.get(size));
            }
        }
    }

    @Test
    void itsSubtreesAreTheCompleteOnesLargestFirst() {
        assertThat(frontier(13).subtrees())
                .containsExactly(
                        NaiveTree.root(LEAVES.subList(0, 8)),
                        NaiveTree.root(LEAVES.subList(8, 12)),
                        NaiveTree.root(LEAVES.subList(12, 13)));
    }

    @Test
    void appendingChangesNoFrontierThatSomebodyHolds() {
        Frontier seven = frontier(7);

        assertThat(seven.append(LEAVES.get(7)).root()).isEqualTo(NaiveTree.root(LEAVES.subList(0, 8)));
        assertThat(seven).isEqualTo(frontier(7));
    }

    @Test
    void frontiersComeBackFromTheirBytes() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            Frontier frontier = frontier(size);
            assertThat(Frontier.ofBytes(frontier.toBytes())).isEqualTo(frontier);
        }
    }

    @Test
    void bytesThatAreNoFrontierAreRefused() {
        byte[] bytes = frontier(5).toBytes();
        bytes[7] = 4;

        assertThatThrownBy(() -> Frontier.ofBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tree of 4 leaves isn't made of 2 complete ones");
        assertThatThrownBy(() -> Frontier.ofBytes(new byte[9])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frontier.ofBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier(-1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Frontier frontier(int size) {
        FrontierBuilder builder = new FrontierBuilder();
        LEAVES.subList(0, size).forEach(leaf -> builder.append(leaf.toBytes(), 0));
        return builder.frontier();
    }
}
