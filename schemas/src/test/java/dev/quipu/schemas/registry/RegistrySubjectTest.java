package dev.quipu.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real registry. */
class RegistrySubjectTest {

    private final SchemaRegistry registry =
            new SchemaRegistry(RegistryServer.shared().settings());
    private final String name = "orders ü-" + UUID.randomUUID() + "-value";
    private final RegistrySubject subject = registry.subjectNamed(name);

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource
    void addsVersionsUnderALevelAndFindsThemAgain(SchemaType type) {
        int first = subject.add(first(type), Compatibility.BACKWARD);
        int second = subject.add(compatible(type), Compatibility.BACKWARD);

        assertThat(second).isNotEqualTo(first);
        assertThat(subject.add(first(type), Compatibility.BACKWARD)).isEqualTo(first);
        assertThat(registry.versions(name)).containsExactly(1, 2);
        assertThat(registry.compatibility(name)).hasValue(Compatibility.BACKWARD);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhyItIsRefusedAndLeavesTheSubjectAsItWas(SchemaType type) {
        subject.add(first(type), Compatibility.NONE);

        assertThatThrownBy(() -> subject.add(incompatible(type), Compatibility.BACKWARD))
                .isInstanceOfSatisfying(RegistryException.Refused.class, e -> assertThat(e.code())
                        .isEqualTo(409))
                .hasMessageContaining("Incompatible artifact")
                .hasMessageContaining(
                        switch (type) {
                            case AVRO -> "/fields/1";
                            case JSON -> "Subschema type changed at /properties/id";
                            case PROTOBUF -> "Field type changed";
                        });
        assertThat(registry.versions(name)).containsExactly(1);
        assertThat(registry.compatibility(name)).hasValue(Compatibility.NONE);
    }

    @Test
    void leavesASubjectWithoutALevelOfItsOwnWithoutOne() {
        assertThatThrownBy(() -> subject.add(new SchemaText(SchemaType.AVRO, "{"), Compatibility.FULL))
                .isInstanceOf(RegistryException.Refused.class);

        assertThat(registry.compatibility(name)).isEmpty();
    }

    private static SchemaText first(SchemaType type) {
        return new SchemaText(
                type,
                switch (type) {
                    case AVRO -> avro("{\"name\": \"id\", \"type\": \"long\"}");
                    case JSON -> json("\"id\": {\"type\": \"integer\"}");
                    case PROTOBUF -> protobuf("int64 id = 1;");
                });
    }

    private static SchemaText compatible(SchemaType type) {
        return new SchemaText(
                type,
                switch (type) {
                    case AVRO ->
                        avro("{\"name\": \"id\", \"type\": \"long\"}, {\"name\": \"note\", \"type\": \"string\","
                                + " \"default\": \"\"}");
                    case JSON -> json("\"id\": {\"type\": \"number\"}");
                    case PROTOBUF -> protobuf("int64 id = 1; string note = 2;");
                });
    }

    private static SchemaText incompatible(SchemaType type) {
        return new SchemaText(
                type,
                switch (type) {
                    case AVRO ->
                        avro("{\"name\": \"id\", \"type\": \"long\"}, {\"name\": \"note\", \"type\": \"string\"}");
                    case JSON -> json("\"id\": {\"type\": \"string\"}");
                    case PROTOBUF -> protobuf("string id = 1;");
                });
    }

    private static String avro(String fields) {
        return "{\"type\": \"record\", \"name\": \"Order\", \"fields\": [%s]}".formatted(fields);
    }

    private static String json(String properties) {
        return "{\"type\": \"object\", \"properties\": {%s}, \"additionalProperties\": false}".formatted(properties);
    }

    private static String protobuf(String fields) {
        return "syntax = \"proto3\"; message Order { %s }".formatted(fields);
    }
}
