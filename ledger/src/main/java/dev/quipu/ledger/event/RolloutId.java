package dev.quipu.ledger.event;

import java.util.Comparator;

/** A numbered rollout of a service, written {@code orders/r3}. */
public record RolloutId(ServiceName service, int number) implements Comparable<RolloutId> {

    private static final Comparator<RolloutId> ORDER =
            Comparator.comparing(RolloutId::service).thenComparingInt(RolloutId::number);

    /** @throws IllegalArgumentException if {@code number} is not positive */
    public RolloutId {
        if (number < 1) {
            throw new IllegalArgumentException("rollout number %d: numbers start at 1".formatted(number));
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not of the form {@code service/rNumber} */
    public static RolloutId parse(String text) {
        int slash = text.indexOf("/r");
        if (slash < 0) {
            throw new IllegalArgumentException("rollout '%s': write it as service/rNumber".formatted(text));
        }
        return new RolloutId(
                new ServiceName(text.substring(0, slash)), Names.positive("rollout number", text.substring(slash + 2)));
    }

    @Override
    public int compareTo(RolloutId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return service + "/r" + number;
    }
}
