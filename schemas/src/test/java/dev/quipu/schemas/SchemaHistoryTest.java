package dev.quipu.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** What was released stays, and what follows may only add events (docs/decisions/0010). */
class SchemaHistoryTest {

    /** CRC-64-AVRO of each version, oldest first. A line is added with a version, and never altered. */
    private static final List<String> RELEASED =
            List.of("f3c666dc26d0e0d0", "92a180e7ae9c6c90", "4577736219909235", "143c82181213dc84");

    /** SHA-256 of each version's file: what the fingerprint leaves out, such as defaults, may not change either. */
    private static final List<String> FILES = List.of(
            "8a5b51213a0b986e6ed75016581dcbad20e645697b78984a89ed52d75f16d823",
            "33a614c42dd2a62b0a89d35c4c80cd0eed559b7c931133fae0047f28a3a8b532",
            "81a5b4fab6d543981bcb56cabb09093691a412eab70f621f772ccecdc9c58165",
            "867b7976f897c81df9b080174e497c48cf2dd885f0de1e3c5d3f62edd2d1796b");

    @Test
    void noReleasedVersionEverChanges() {
        assertThat(EntrySchemas.history())
                .extracting(schema -> "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema)))
                .isEqualTo(RELEASED);
    }

    @Test
    void noReleasedFileEverChanges() throws Exception {
        List<String> files = new ArrayList<>();
        for (int version = 1; version <= EntrySchemas.CURRENT; version++) {
            try (InputStream in = EntrySchemas.class.getResourceAsStream("entry-%d.avsc".formatted(version))) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                files.add(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            }
        }
        assertThat(files).isEqualTo(FILES);
    }

    @Test
    void everyVersionReadsAllBeforeIt() {
        List<Schema> history = EntrySchemas.history();
        for (int newer = 0; newer < history.size(); newer++) {
            for (int older = 0; older <= newer; older++) {
                assertThat(compatibility(history.get(newer), history.get(older)).getType())
                        .as("version %d reads version %d", newer + 1, older + 1)
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    /** So an old build misses nothing in the events that it knows. */
    @Test
    void butForNewEventsOldVersionsReadTheNewest() {
        for (Schema old : EntrySchemas.history()) {
            Schema known = UnionBranches.keepOnly(EntrySchemas.current(), names(old));

            assertThat(compatibility(old, known).getType()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatibility(known, old).getType()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    /** Why the registry's level is BACKWARD_TRANSITIVE and not FULL_TRANSITIVE: the latter forbids new events. */
    @Test
    void aNewEventIsNeverForwardCompatible() {
        List<Schema> history = EntrySchemas.history();

        assertThat(compatibility(history.getFirst(), history.getLast())
                        .getResult()
                        .getIncompatibilities())
                .extracting(SchemaCompatibility.Incompatibility::getType)
                .containsOnly(SchemaIncompatibilityType.MISSING_UNION_BRANCH);
    }

    private static SchemaCompatibility.SchemaPairCompatibility compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    }

    private static Set<String> names(Schema schema) {
        Set<String> names = new HashSet<>();
        collect(schema, names);
        return names;
    }

    private static void collect(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD -> {
                if (names.add(schema.getName())) {
                    schema.getFields().forEach(field -> collect(field.schema(), names));
                }
            }
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, names));
            case ARRAY -> collect(schema.getElementType(), names);
            case MAP -> collect(schema.getValueType(), names);
            case ENUM, FIXED -> names.add(schema.getName());
            case BYTES, STRING, INT, LONG, BOOLEAN, DOUBLE, FLOAT, NULL -> {
                // have no names
            }
        }
    }
}
