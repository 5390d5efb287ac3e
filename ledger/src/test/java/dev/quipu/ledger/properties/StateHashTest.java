package dev.quipu.ledger.properties;

import static dev.quipu.ledger.spec.Events.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.StateHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.junit.jupiter.api.Test;

class StateHashTest {

    @Test
    void doesNotDependOnTheOrderOfInsertion() {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
        LedgerState ascending = filled(numbers);
        Collections.shuffle(numbers, new Random(1));

        assertThat(StateHash.of(filled(numbers))).isEqualTo(StateHash.of(ascending));
    }

    @Test
    void seesAnyDifference() {
        LedgerState state =
                LedgerSpec.given(orders(Proposal.of("orders/1").event())).state();
        LedgerState otherText = LedgerSpec.given(
                        orders(Proposal.of("orders/1").text("other").event()))
                .state();
        LedgerState otherSteps = LedgerSpec.given(
                        orders(Proposal.of("orders/1").steps(3).event()))
                .state();

        assertThat(List.of(StateHash.of(state), StateHash.of(otherText), StateHash.of(otherSteps)))
                .doesNotHaveDuplicates();
        assertThat(StateHash.of(LedgerState.empty())).isNotEqualTo(StateHash.of(state));
    }

    private static LedgerState filled(List<Integer> numbers) {
        LedgerState empty = LedgerState.empty();
        PersistentMap<StreamId, Long> revisions = ExtensionsKt.persistentHashMapOf();
        for (int number : numbers) {
            revisions = revisions.put(new StreamId("s" + number), (long) number);
        }
        return new LedgerState(
                empty.opened(),
                empty.id(),
                empty.authority(),
                empty.checkpoint(),
                0,
                0,
                empty.lastAt(),
                empty.services(),
                empty.targets(),
                empty.changes(),
                empty.rollouts(),
                revisions,
                empty.notes(),
                empty.declared(),
                empty.ids());
    }
}
