package dev.quipu.ledger.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Avro values as JSON: bytes in hexadecimal, a record of a union of records under its full name. */
final class PlainAvro {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlainAvro() {}

    /** What Avro's own reader makes of bytes from {@code start} on. */
    static JsonNode decode(Schema schema, byte[] bytes, int start) throws IOException {
        return json(new GenericDatumReader<>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null)));
    }

    private static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case GenericRecord record -> fields(record);
            case GenericFixed fixed -> JSON.stringNode(HexFormat.of().formatHex(fixed.bytes()));
            case ByteBuffer buffer -> {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.duplicate().get(bytes);
                yield JSON.stringNode(HexFormat.of().formatHex(bytes));
            }
            case List<?> list -> {
                ArrayNode array = JSON.arrayNode();
                list.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = JSON.objectNode();
                map.forEach((key, inner) -> object.set(key.toString(), json(inner)));
                yield object;
            }
            case Boolean flag -> JSON.booleanNode(flag);
            case Number number -> JSON.numberNode(number.longValue());
            default -> JSON.stringNode(value.toString());
        };
    }

    private static ObjectNode fields(GenericRecord record) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            JsonNode inner = json(record.get(field.pos()));
            boolean named = isAmbiguous(field.schema()) && record.get(field.pos()) instanceof GenericRecord;
            object.set(
                    field.name(),
                    named
                            ? JSON.objectNode()
                                    .set(
                                            ((GenericRecord) record.get(field.pos()))
                                                    .getSchema()
                                                    .getFullName(),
                                            inner)
                            : inner);
        }
        return object;
    }

    /** The other client names a branch only where it has to. */
    private static boolean isAmbiguous(Schema schema) {
        return schema.isUnion()
                && schema.getTypes().stream()
                                .filter(branch -> branch.getType() == Schema.Type.RECORD)
                                .count()
                        > 1;
    }
}
