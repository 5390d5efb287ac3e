package dev.quipu.ledger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.LedgerState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclareSchemaTest {

    private static final SchemaDeclared SEVEN = new SchemaDeclared(7, 42);

    @Test
    void saysWhatAnIdStandsFor() {
        LedgerState state = LedgerSpec.given(SEVEN, new SchemaDeclared(8, 43)).state();

        assertThat(state.declared()).isEqualTo(Map.of(7, 42L, 8, 43L));
    }

    @Test
    void takesTwoIdsOfOneSchema() {
        LedgerSpec.given(SEVEN).whenReported(new SchemaDeclared(8, 42)).accepted();
    }

    @Test
    void refusesTheSameOnceMore() {
        LedgerSpec.given(SEVEN).whenReported(SEVEN).voided("schema id 7 is declared already");
    }

    @Test
    void refusesAnotherMeaningOfAnId() {
        LedgerSpec.given(SEVEN)
                .whenReported(new SchemaDeclared(7, 43))
                .voided("stands for schema 000000000000002a in this ledger, not for 000000000000002b");
    }

    @Test
    void comesAfterTheFirstEntry() {
        new LedgerSpec(LedgerState.empty()).whenReported(SEVEN).voided("not initialised");
    }
}
