package dev.quipu.ledger.event;

/** Name of a service: lower-case letters, digits, {@code _} and {@code -}, first a letter or digit, at most 63. */
public record ServiceName(String value) implements Comparable<ServiceName> {

    /** @throws IllegalArgumentException if {@code value} is no such name */
    public ServiceName {
        Names.require("service name", value);
    }

    /** @throws IllegalArgumentException if {@code text} is no such name */
    public static ServiceName parse(String text) {
        return new ServiceName(text);
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
