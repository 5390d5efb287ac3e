package dev.quipu.schemas;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class MismatchTest {

    private static final String STATE = """
        {"type": "enum", "name": "State", "symbols": ["NEW", "SENT"]}\
        """;
    private static final String LESS = """
        {"type": "enum", "name": "State", "symbols": ["NEW"]}\
        """;
    private static final String CARD = """
        {"type": "record", "name": "Card", "fields": [{"name": "number", "type": "string"}]}\
        """;
    private static final String CHECK = """
        {"type": "record", "name": "Check", "fields": []}\
        """;

    static final List<Arguments> MISMATCHES = List.of(
            Arguments.of(Int.class, "\"long\""),
            Arguments.of(Int.class, "\"string\""),
            Arguments.of(Int.class, "[\"null\", \"int\"]"),
            Arguments.of(Long64.class, "\"int\""),
            Arguments.of(Text.class, "\"int\""),
            Arguments.of(Text.class, "\"bytes\""),
            Arguments.of(Text.class, "\"null\""),
            Arguments.of(Text.class, "[\"null\", \"int\"]"),
            Arguments.of(Text.class, "[\"null\", \"string\", \"int\"]"),
            Arguments.of(Text.class, STATE),
            Arguments.of(Text.class, "[" + CARD + "]"),
            Arguments.of(Text.class, CARD),
            Arguments.of(Text.class, "{\"type\": \"array\", \"items\": \"string\"}"),
            Arguments.of(Text.class, "{\"type\": \"map\", \"values\": \"string\"}"),
            Arguments.of(Texts.class, "\"string\""),
            Arguments.of(Texts.class, "{\"type\": \"array\", \"items\": \"int\"}"),
            Arguments.of(Texts.class, "{\"type\": \"map\", \"values\": \"string\"}"),
            Arguments.of(Numbers.class, "{\"type\": \"map\", \"values\": \"string\"}"),
            Arguments.of(Wild.class, "{\"type\": \"array\", \"items\": \"string\"}"),
            Arguments.of(Enumerated.class, LESS),
            Arguments.of(Enumerated.class, "\"string\""),
            Arguments.of(Identified.class, "\"string\""),
            Arguments.of(Identified.class, "\"long\""),
            Arguments.of(Paid.class, "[" + CARD + "]"),
            Arguments.of(Paid.class, "[" + CARD + "," + CHECK + "]"));

    @ParameterizedTest
    @FieldSource("MISMATCHES")
    void failsWhenTheCodecIsMade(Class<?> type, String field) {
        refuses(type, """
            {"type": "record", "name": "R", "fields": [{"name": "value", "type": %s}]}\
            """.formatted(field));
    }

    @Test
    void failsOnAFieldOfAnotherName() {
        refuses(Text.class, """
            {"type": "record", "name": "R", "fields": [{"name": "other", "type": "string"}]}\
            """);
    }

    @Test
    void failsOnAFieldTooMany() {
        refuses(Text.class, """
            {"type": "record", "name": "R", "fields": [
              {"name": "value", "type": "string"}, {"name": "more", "type": "string"}]}\
            """);
    }

    @Test
    void failsOnAFieldTooFew() {
        refuses(Text.class, """
            {"type": "record", "name": "R", "fields": []}\
            """);
    }

    @Test
    void failsOnARecordThatIsNotPublic() {
        refuses(Hidden.class, """
            {"type": "record", "name": "R", "fields": [{"name": "value", "type": "string"}]}\
            """);
    }

    private static void refuses(Class<?> type, String json) {
        Schema schema = Shop.parse(json);
        assertThatThrownBy(() -> new SingleObjectCodec<>(List.of(schema), type, Shop.SCALARS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    public record Int(int value) {}

    public record Long64(long value) {}

    public record Text(String value) {}

    public record Texts(List<String> value) {}

    public record Wild(List<?> value) {}

    public record Numbers(Map<Integer, String> value) {}

    public record Enumerated(Shop.State value) {}

    public record Identified(Shop.Id value) {}

    public record Paid(Shop.Payment value) {}

    record Hidden(String value) {}
}
