package dev.quipu.ledger.proof;

/**
 * The order in which the hashes of a growing tree are stored, which Go's sumdb/tlog uses too: behind each leaf the
 * subtrees that it completes, the smallest first. Nothing that is stored ever changes.
 */
final class StoredHashes {

    private StoredHashes() {}

    /** How many hashes are stored for so many leaves: half as many on each level. */
    static long count(long leaves) {
        return 2 * leaves - Long.bitCount(leaves);
    }

    /** For how many leaves all hashes are among the first {@code hashes}. */
    static long leaves(long hashes) {
        long leaves = hashes / 2;
        while (count(leaves + 1) <= hashes) {
            leaves++;
        }
        return leaves;
    }

    /** The place of a complete subtree's hash, counted from 0. */
    static long place(int level, long number) {
        long lastLeaf = ((number + 1) << level) - 1;
        return count(lastLeaf) + level;
    }

    /** @throws IllegalArgumentException if a tree of {@code size} leaves has no such subtree */
    static void check(int level, long number, long size) {
        if (level < 0 || level >= Long.SIZE - 1 || number < 0 || number >= size >> level) {
            throw new IllegalArgumentException(
                    "a tree of %d leaves has no complete subtree %d on level %d".formatted(size, number, level));
        }
    }
}
