package dev.quipu.schemas;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A small data model with everything that the codec knows. */
final class Shop {

    static final Schema SCHEMA = parse("""
        {"type": "record", "name": "Order", "fields": [
          {"name": "id", "type": {"type": "fixed", "name": "Id", "size": 2}},
          {"name": "quantity", "type": "int"},
          {"name": "cents", "type": "long"},
          {"name": "rate", "type": "double"},
          {"name": "paid", "type": "boolean"},
          {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["NEW", "SENT"]}},
          {"name": "remark", "type": ["null", "string"], "default": null},
          {"name": "lines", "type": {"type": "array", "items": "string"}},
          {"name": "labels", "type": {"type": "map", "values": "string"}},
          {"name": "payment", "type": [
            {"type": "record", "name": "Card", "fields": [{"name": "number", "type": "string"}]},
            {"type": "record", "name": "Cash", "fields": []}]}]}
        """);

    static final Scalars SCALARS = Scalars.none().with(Id.class, byte[].class, Id::toBytes, Id::of);

    private Shop() {}

    static Schema parse(String json) {
        return new Schema.Parser().parse(json);
    }

    static SingleObjectCodec<Order> codec() {
        return new SingleObjectCodec<>(List.of(SCHEMA), Order.class, SCALARS);
    }

    static Order order() {
        return new Order(
                new Id((short) 7),
                2,
                Long.MIN_VALUE,
                0.5,
                true,
                State.SENT,
                "grüße 🙂",
                List.of("a", ""),
                Map.of("env", "prod", "tier", "canary"),
                new Payment.Card(UUID.nameUUIDFromBytes(new byte[0]).toString()));
    }

    public record Id(short value) {
        byte[] toBytes() {
            return new byte[] {(byte) (value >> 8), (byte) value};
        }

        static Id of(byte[] bytes) {
            return new Id((short) (bytes[0] << 8 | (bytes[1] & 0xff)));
        }
    }

    public enum State {
        NEW,
        SENT
    }

    public sealed interface Payment {
        record Card(String number) implements Payment {
            public Card {
                if (number.isEmpty()) {
                    throw new IllegalArgumentException("a card has a number");
                }
            }
        }

        record Cash() implements Payment {}
    }

    public record Order(
            Id id,
            int quantity,
            long cents,
            double rate,
            boolean paid,
            State state,
            @Nullable String remark,
            List<String> lines,
            Map<String, String> labels,
            Payment payment) {}
}
