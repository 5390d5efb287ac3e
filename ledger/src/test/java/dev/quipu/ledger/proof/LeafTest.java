package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LeafTest {

    private static final byte[] KEY = bytes("key");
    private static final byte[] VALUE = bytes("value");

    private final LeafHasher hasher = new LeafHasher();

    @Test
    void aLeafIsNumberTimeAndDigestsInThisOrder() {
        Leaf leaf = hasher.start(0x0102030405060708L, 0x1112131415161718L, KEY, VALUE)
                .header("é", bytes("x"))
                .header("none", null)
                .leaf();

        assertThat(leaf.key()).isEqualTo(Digest.of(KEY));
        assertThat(leaf.value()).isEqualTo(Digest.of(VALUE));
        assertThat(leaf.headers())
                .isEqualTo(Digest.of(HexFormat.of().parseHex("00000002c3a90000000178000000046e6f6e65ffffffff")));
        assertThat(HexFormat.of().formatHex(leaf.toBytes()))
                .isEqualTo("01020304050607081112131415161718" + leaf.key() + leaf.value() + leaf.headers());
    }

    @Test
    void whatARecordHasNotGotIsZeroAndNotEmpty() {
        Leaf absent = hasher.start(0, 0, null, null).leaf();
        Leaf empty = hasher.start(0, 0, new byte[0], new byte[0]).leaf();

        assertThat(absent.key()).isEqualTo(Leaf.ABSENT);
        assertThat(absent.value()).isEqualTo(Leaf.ABSENT);
        assertThat(absent.headers()).isEqualTo(Digest.of(new byte[0]));
        assertThat(empty.key()).isEqualTo(Digest.of(new byte[0]));
        assertThat(empty.value()).isEqualTo(Digest.of(new byte[0]));
    }

    @Test
    void aHeaderWithoutValueIsNotOneWithAnEmptyValue() {
        assertThat(hasher.start(0, 0, KEY, VALUE).header("h", null).leaf())
                .isNotEqualTo(
                        hasher.start(0, 0, KEY, VALUE).header("h", new byte[0]).leaf());
    }

    @Test
    void textCanNotMoveFromOneHeaderToTheNext() {
        assertThat(hasher.start(0, 0, KEY, VALUE).header("ab", bytes("c")).leaf())
                .isNotEqualTo(
                        hasher.start(0, 0, KEY, VALUE).header("a", bytes("bc")).leaf());
    }

    @Test
    void theHashIsThatOfTheWrittenLeaf() {
        Leaf leaf = hasher.start(7, 8, KEY, null).header("h", VALUE).leaf();
        byte[] hash = hasher.start(7, 8, KEY, null).header("h", VALUE).hash();

        assertThat(hash).isEqualTo(NaiveTree.leafHash(leaf.toBytes()).toBytes());
        assertThat(leaf.hash().toBytes()).isEqualTo(hash);
    }

    @Test
    void anUnfinishedLeafLeavesNothingBehind() {
        byte[] hash = hasher.start(1, 2, KEY, VALUE).hash();
        hasher.start(5, 5, VALUE, KEY).header("h", VALUE);

        assertThat(hasher.start(1, 2, KEY, VALUE).hash()).isEqualTo(hash);
    }

    @Test
    void aLeafIsFinishedOnce() {
        assertThatThrownBy(hasher::hash).isInstanceOf(IllegalStateException.class);
        assertThat(hasher.start(1, 2, KEY, VALUE).hash()).hasSize(TreeHash.SIZE);
        assertThatThrownBy(hasher::leaf).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesComeBackFromTheirBytes() {
        Leaf leaf = hasher.start(7, -8, KEY, null).header("h", VALUE).leaf();

        assertThat(Leaf.ofBytes(leaf.toBytes())).isEqualTo(leaf);
        assertThatThrownBy(() -> Leaf.ofBytes(new byte[111])).hasMessage("a leaf has 112 bytes, not 111");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
