package dev.quipu.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.schemas.EntrySchemas;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real registry. */
class SchemaRegistryTest {

    private static final Schema OLD = EntrySchemas.history().getFirst();
    private static final Schema NEW = EntrySchemas.current();

    private final SchemaRegistry registry =
            new SchemaRegistry(RegistryServer.shared().settings());
    private final String subject = "a topic/ü-" + UUID.randomUUID() + "-value";

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void knowsNothingOfANewSubject() {
        assertThat(registry.lookUp(subject, NEW)).isEmpty();
        assertThat(registry.versions(subject)).isEmpty();
        assertThat(registry.compatibility(subject)).isEmpty();
        assertThat(registry.isCompatible(subject, NEW)).isTrue();
    }

    @Test
    void givesASchemaOneIdForEver() {
        int id = registry.register(subject, NEW);

        assertThat(registry.register(subject, NEW)).isEqualTo(id);
        assertThat(registry.lookUp(subject, NEW)).hasValue(id);
        assertThat(registry.versions(subject)).containsExactly(1);
        try (SchemaRegistry other = new SchemaRegistry(RegistryServer.shared().settings())) {
            assertThat(other.lookUp(subject, NEW)).hasValue(id);
            assertThat(other.register(subject, NEW)).isEqualTo(id);
            assertThat(SchemaNormalization.parsingFingerprint64(other.byId(id)))
                    .isEqualTo(SchemaNormalization.parsingFingerprint64(NEW));
        }
    }

    @Test
    void saysThatThereIsNoSuchId() {
        assertThatThrownBy(() -> registry.byId(1_000_000))
                .isInstanceOfSatisfying(RegistryException.Refused.class, e -> {
                    assertThat(e.code()).isEqualTo(40403);
                    assertThat(e.nextStep()).isNotBlank();
                })
                .hasMessageContaining("/schemas/ids/1000000");
    }

    /** Why the level isn't FULL_TRANSITIVE (docs/decisions/0010). */
    @Test
    void refusesANewEventWhereOldReadersMustKnowAll() {
        registry.setCompatibility(subject, Compatibility.FULL_TRANSITIVE);
        registry.register(subject, OLD);

        assertThat(registry.isCompatible(subject, NEW)).isFalse();
        assertThatThrownBy(() -> registry.register(subject, NEW))
                .isInstanceOfSatisfying(RegistryException.Refused.class, e -> assertThat(e.code())
                        .isEqualTo(409));
    }

    @Test
    void takesANewEventWhereNewReadersMustKnowAll() {
        registry.setCompatibility(subject, Compatibility.BACKWARD_TRANSITIVE);
        assertThat(registry.compatibility(subject)).hasValue(Compatibility.BACKWARD_TRANSITIVE);
        registry.register(subject, OLD);

        assertThat(registry.isCompatible(subject, NEW)).isTrue();
        assertThat(registry.register(subject, NEW)).isNotEqualTo(registry.register(subject, OLD));
        assertThat(registry.versions(subject)).containsExactly(1, 2);
    }

    @Test
    void refusesASchemaThatCannotReadTheOthers() {
        registry.setCompatibility(subject, Compatibility.BACKWARD_TRANSITIVE);
        registry.register(subject, NEW);

        assertThat(registry.isCompatible(subject, OLD)).isFalse();
    }

    @Test
    void servesClientsThatComeAtOnce() {
        for (int round = 0; round < 8; round++) {
            String contended = subject + round;
            List<Integer> ids = Stream.generate(() -> contended)
                    .limit(6)
                    .parallel()
                    .map(SchemaRegistryTest::registerFromAnew)
                    .toList();

            assertThat(ids).containsOnly(registry.lookUp(contended, NEW).orElseThrow());
            assertThat(registry.compatibility(contended)).hasValue(Compatibility.BACKWARD_TRANSITIVE);
        }
    }

    private static int registerFromAnew(String subject) {
        try (SchemaRegistry client = new SchemaRegistry(RegistryServer.shared().settings())) {
            client.setCompatibility(subject, Compatibility.BACKWARD_TRANSITIVE);
            return client.register(subject, NEW);
        }
    }
}
