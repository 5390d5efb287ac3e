package dev.quipu.ledger.proof;

import dev.quipu.ledger.event.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The definitions of RFC 6962 §2.1 word by word: slow, and with nothing of the code that they test. */
final class NaiveTree {

    private NaiveTree() {}

    /** Hashes of {@code count} leaves that are all different. */
    static List<Digest> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> leafHash(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    static Digest leafHash(byte[] data) {
        return sha256(new byte[] {0}, data);
    }

    static Digest root(List<Digest> leaves) {
        return switch (leaves.size()) {
            case 0 -> sha256();
            case 1 -> leaves.getFirst();
            default -> {
                int k = split(leaves.size());
                yield sha256(
                        new byte[] {1},
                        root(leaves.subList(0, k)).toBytes(),
                        root(leaves.subList(k, leaves.size())).toBytes());
            }
        };
    }

    static List<Digest> path(int m, List<Digest> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? with(path(m, leaves.subList(0, k)), root(leaves.subList(k, n)))
                : with(path(m - k, leaves.subList(k, n)), root(leaves.subList(0, k)));
    }

    static List<Digest> proof(int m, List<Digest> leaves) {
        return subproof(m, leaves, true);
    }

    private static List<Digest> subproof(int m, List<Digest> leaves, boolean known) {
        int n = leaves.size();
        if (m == n) {
            return known ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        return m <= k
                ? with(subproof(m, leaves.subList(0, k), known), root(leaves.subList(k, n)))
                : with(subproof(m - k, leaves.subList(k, n), false), root(leaves.subList(0, k)));
    }

    /** The largest power of two below {@code n}. */
    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<Digest> with(List<Digest> path, Digest last) {
        List<Digest> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static Digest sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Digest.of(all.toByteArray());
    }
}
