package dev.quipu.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How Java value types look in Avro, where that is more than their own components. Immutable. */
public final class Scalars {

    /** Both ways between a Java value and what Avro's generic reader and writer deal in. */
    record Conversion(Class<?> avro, Function<Object, Object> toAvro, Function<Object, Object> toJava) {}

    private final Map<Class<?>, Conversion> conversions;

    private Scalars(Map<Class<?>, Conversion> conversions) {
        this.conversions = conversions;
    }

    /** No conversions but Avro's own. */
    public static Scalars none() {
        return new Scalars(Map.of());
    }

    /**
     * These and one more.
     *
     * @param toJava may throw {@link IllegalArgumentException} for what is no such value
     */
    public <A, J> Scalars with(
            Class<J> java,
            Class<A> avro,
            Function<? super J, ? extends A> toAvro,
            Function<? super A, ? extends J> toJava) {
        Map<Class<?>, Conversion> more = new HashMap<>(conversions);
        more.put(
                java,
                new Conversion(avro, value -> toAvro.apply(java.cast(value)), value -> toJava.apply(avro.cast(value))));
        return new Scalars(Map.copyOf(more));
    }

    @Nullable
    Conversion find(Class<?> java) {
        return conversions.get(java);
    }
}
