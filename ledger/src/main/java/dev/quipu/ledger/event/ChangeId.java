package dev.quipu.ledger.event;

import java.util.Comparator;

/** A numbered change of a service, written {@code orders/7}. */
public record ChangeId(ServiceName service, int number) implements Comparable<ChangeId> {

    private static final Comparator<ChangeId> ORDER =
            Comparator.comparing(ChangeId::service).thenComparingInt(ChangeId::number);

    /** @throws IllegalArgumentException if {@code number} is not positive */
    public ChangeId {
        if (number < 1) {
            throw new IllegalArgumentException("change number %d: numbers start at 1".formatted(number));
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not of the form {@code service/number} */
    public static ChangeId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("change '%s': write it as service/number".formatted(text));
        }
        return new ChangeId(
                new ServiceName(text.substring(0, slash)), Names.positive("change number", text.substring(slash + 1)));
    }

    @Override
    public int compareTo(ChangeId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return service + "/" + number;
    }
}
