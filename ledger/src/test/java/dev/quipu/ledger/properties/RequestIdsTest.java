package dev.quipu.ledger.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RequestIds;
import dev.quipu.ledger.state.StateHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Versions of a state share the table of ids: none may see what another added. */
class RequestIdsTest {

    private static final int MANY = 5_000;

    @Test
    void areTheSameHoweverOftenAStateIsSettled() {
        LedgerState never = opened();
        LedgerState often = opened();
        for (int i = 0; i < MANY; i++) {
            never = note(never, i);
            often = note(often, i).settled();
        }

        assertThat(often).isEqualTo(never);
        assertThat(StateHash.of(often)).isEqualTo(StateHash.of(never));
        assertThat(StateHash.of(never.settled())).isEqualTo(StateHash.of(never));
        assertThat(RequestIds.of(never.ids().toArray())).isEqualTo(never.ids());
    }

    @Test
    void ofAStateThatSomebodyKeepsDoNotGrow() {
        List<LedgerState> kept = new ArrayList<>();
        LedgerState state = opened();
        for (int i = 0; i < MANY; i++) {
            if (i % 500 == 0) {
                kept.add(state);
            }
            state = note(state, i).settled();
        }

        for (int k = 0; k < kept.size(); k++) {
            RequestIds ids = kept.get(k).ids();
            assertThat(ids.size()).isEqualTo(500 * k + 1);
            for (int i = 0; i < MANY; i += 50) {
                assertThat(ids.contains(id(i))).as("%d after %d", i, 500 * k).isEqualTo(i < 500 * k);
            }
        }
    }

    @Test
    void ofStatesThatWentDifferentWaysStayApart() {
        LedgerState common = opened();
        for (int i = 0; i < MANY; i++) {
            common = note(common, i).settled();
        }
        LedgerState one = common;
        LedgerState other = common;
        for (int i = 0; i < MANY; i++) {
            one = note(one, MANY + i).settled();
            other = note(other, 2 * MANY + i).settled();
        }

        for (int i = 0; i < MANY; i += 10) {
            assertThat(one.ids().contains(id(i)) && other.ids().contains(id(i))).isTrue();
            assertThat(one.ids().contains(id(MANY + i))).isTrue();
            assertThat(one.ids().contains(id(2 * MANY + i))).isFalse();
            assertThat(other.ids().contains(id(2 * MANY + i))).isTrue();
            assertThat(other.ids().contains(id(MANY + i))).isFalse();
        }
        assertThat(common.ids().size()).isEqualTo(MANY + 1);
    }

    @Test
    void thatShareAllButOneBitAreTold() {
        LedgerState state = opened();
        for (int bit = 0; bit < 128; bit++) {
            UUID id = new UUID(bit < 64 ? 1L << bit : 42, bit < 64 ? 42 : 1L << bit);
            assertThat(state.ids().contains(id)).isFalse();
            state = fold(state, id);
            assertThat(state.ids().contains(id)).isTrue();
        }
        assertThat(RequestIds.of(state.ids().toArray())).isEqualTo(state.ids());
    }

    private static LedgerState opened() {
        return Fold.fold(
                        LedgerState.empty(),
                        LedgerSpec.given().next(new LedgerOpened("test", Fold.RULES), 0L),
                        Instant.EPOCH)
                .state();
    }

    private static LedgerState note(LedgerState state, int number) {
        return fold(state, id(number));
    }

    private static LedgerState fold(LedgerState state, UUID id) {
        return Fold.fold(
                        state,
                        new Entry(
                                id,
                                Instant.EPOCH,
                                LedgerSpec.ANN,
                                StreamId.LEDGER,
                                null,
                                null,
                                null,
                                new NoteAdded(StreamId.LEDGER, "remark")),
                        Instant.EPOCH)
                .state();
    }

    private static UUID id(int number) {
        return new UUID(0x0190_0000_0000_7000L + number, 0x8000_0000_0000_0000L | (number * 0x9E37_79B9L));
    }
}
