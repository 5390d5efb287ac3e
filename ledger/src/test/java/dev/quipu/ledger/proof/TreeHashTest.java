package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreeHashTest {

    /** The leaves that implementations of RFC 6962 test with. */
    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    /** Their roots, for 1 to 8 of them. */
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final TreeHash hash = new TreeHash();

    @Test
    void emptyTreesAndEmptyLeavesHashAsTheRfcSays() {
        assertThat(TreeHash.empty()).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(hash.leaf(new byte[0])).isEqualTo(HexFormat.of().parseHex(ROOTS.getFirst()));
    }

    @Test
    void leavesAndNodesBeginWithDifferentBytes() {
        byte[] leaf = hash.leaf("L123456".getBytes(StandardCharsets.US_ASCII));

        assertThat(HexFormat.of().formatHex(leaf))
                .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    }

    @Test
    void theWellKnownLeavesHaveTheWellKnownRoots() {
        FrontierBuilder builder = new FrontierBuilder();
        for (int i = 0; i < LEAVES.size(); i++) {
            builder.append(hash.leaf(LEAVES.get(i)), 0);

            assertThat(builder.root()).as("size %d", i + 1).hasToString(ROOTS.get(i));
            assertThat(NaiveTree.root(LEAVES.subList(0, i + 1).stream()
                            .map(NaiveTree::leafHash)
                            .toList()))
                    .as("size %d", i + 1)
                    .hasToString(ROOTS.get(i));
        }
    }

    @Test
    void aNodeIsTheHashOfItsTwoChildren() {
        Digest left = NaiveTree.leafHash(new byte[] {1});
        Digest right = NaiveTree.leafHash(new byte[] {2});

        assertThat(hash.node(left, right)).isEqualTo(NaiveTree.root(List.of(left, right)));
        assertThat(hash.node(left, right)).isNotEqualTo(hash.node(right, left));
    }
}
