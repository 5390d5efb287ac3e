package dev.quipu.consumers.importer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A version of Flyway's: numbers between dots or underscores; zeros at the end don't count. */
record FlywayVersion(List<BigInteger> parts) implements Comparable<FlywayVersion> {

    static FlywayVersion parse(String text) {
        List<BigInteger> parts = new ArrayList<>(Arrays.stream(text.split("[._]"))
                .filter(part -> !part.isEmpty())
                .map(BigInteger::new)
                .toList());
        while (!parts.isEmpty() && parts.getLast().signum() == 0) {
            parts.removeLast();
        }
        return new FlywayVersion(List.copyOf(parts));
    }

    @Override
    public int compareTo(FlywayVersion other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }
}
