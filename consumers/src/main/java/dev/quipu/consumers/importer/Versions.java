package dev.quipu.consumers.importer;

import java.math.BigInteger;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Migrations by numeric version: {@code 2} comes before {@code 10}, and {@code 007} is {@code 7}. Not thread-safe. */
final class Versions<T> {

    private final SourceFolder folder;
    private final TreeMap<BigInteger, T> byVersion = new TreeMap<>();

    Versions(SourceFolder folder) {
        this.folder = folder;
    }

    /** Adds what {@code file} holds; a second one of the same version is a problem. */
    void add(String version, String file, T value) {
        if (byVersion.putIfAbsent(new BigInteger(version), value) != null) {
            folder.problem(file, "version %s appears twice".formatted(version), "Give one of the two another version.");
        }
    }

    /** What was added first with {@code version}, or null. */
    @Nullable
    T get(String version) {
        return byVersion.get(new BigInteger(version));
    }

    Iterable<T> inOrder() {
        return byVersion.values();
    }
}
