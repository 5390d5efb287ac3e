package dev.quipu.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class SchemaHistoryTest {

    @Test
    void everyVersionAndTheCurrentReadEachOther() {
        for (Schema old : EntrySchemas.history()) {
            assertThat(compatible(EntrySchemas.current(), old)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatible(old, EntrySchemas.current())).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @Test
    void everyVersionHasItsOwnFingerprint() {
        Set<Long> fingerprints = new HashSet<>();
        EntrySchemas.history().forEach(schema -> fingerprints.add(SchemaNormalization.parsingFingerprint64(schema)));

        assertThat(fingerprints).hasSize(EntrySchemas.CURRENT);
    }

    @Test
    void versionOneNeverChanges() {
        assertThat(SchemaNormalization.parsingFingerprint64(
                        EntrySchemas.history().getFirst()))
                .isEqualTo(-880903581374291760L);
    }

    private static SchemaCompatibilityType compatible(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
