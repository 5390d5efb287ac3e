package dev.quipu.ledger.event;

import java.util.Comparator;

/** One database of a service, written {@code orders@eu-1}. */
public record TargetId(ServiceName service, String name) implements Comparable<TargetId> {

    private static final Comparator<TargetId> ORDER =
            Comparator.comparing(TargetId::service).thenComparing(TargetId::name);

    /** @throws IllegalArgumentException if {@code name} is no valid name */
    public TargetId {
        Names.require("target name", name);
    }

    /** @throws IllegalArgumentException if {@code text} is not of the form {@code service@name} */
    public static TargetId parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("target '%s': write it as service@name".formatted(text));
        }
        return new TargetId(new ServiceName(text.substring(0, at)), text.substring(at + 1));
    }

    @Override
    public int compareTo(TargetId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return service + "@" + name;
    }
}
