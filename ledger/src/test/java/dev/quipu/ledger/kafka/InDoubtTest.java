package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Stamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InDoubtTest {

    private static final UUID ID = new UUID(1, 2);
    private static final Outcome ACCEPTED = new Outcome.Accepted(new Stamp(ID, 7, Instant.EPOCH, LedgerSpec.ANN), 1);
    private static final Outcome DUPLICATE = new Outcome.Voided(8, new Refusal.Duplicate(ID));

    private final InDoubt inDoubt = new InDoubt();

    @Test
    void tellsWhatBecameOfTheFirstCopy() {
        inDoubt.add(ID);
        assertThat(inDoubt.outcome(ID)).isNull();

        inDoubt.settle(ID, ACCEPTED);
        inDoubt.settle(ID, DUPLICATE);
        inDoubt.add(ID);

        assertThat(inDoubt.outcome(ID)).isEqualTo(ACCEPTED);
    }

    @Test
    void keepsNothingOfEntriesThatWereNeverInDoubt() {
        inDoubt.settle(ID, ACCEPTED);
        inDoubt.add(new UUID(3, 4));
        inDoubt.settle(ID, ACCEPTED);

        assertThat(inDoubt.outcome(ID)).isNull();
    }

    @Test
    void forgetsTheEldestInALongOutage() {
        inDoubt.add(ID);
        inDoubt.settle(ID, ACCEPTED);
        for (int i = 0; i < 10_000; i++) {
            inDoubt.add(new UUID(3, i));
        }
        assertThat(inDoubt.outcome(ID)).isNull();
    }
}
