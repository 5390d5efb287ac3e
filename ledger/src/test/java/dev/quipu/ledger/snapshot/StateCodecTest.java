package dev.quipu.ledger.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.properties.RacingLog;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.StateHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateCodecTest {

    private final StateCodec codec = new StateCodec();

    @Test
    void statesComeBackAsTheyWere() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            LedgerState state = fold(LedgerState.empty(), RacingLog.of(seed));

            LedgerState read = throughBytes(state);

            assertThat(read).as("seed %d", seed).isEqualTo(state);
            assertThat(StateHash.of(read)).isEqualTo(StateHash.of(state));
        }
    }

    @Test
    void theRestOfTheLogLeadsToTheSameStateFromAnyPlace() throws IOException {
        List<Entry> log = RacingLog.of(3);
        LedgerState whole = fold(LedgerState.empty(), log);
        for (int place = 0; place <= log.size(); place += 7) {
            LedgerState read = throughBytes(fold(LedgerState.empty(), log.subList(0, place)));

            assertThat(StateHash.of(fold(read, log.subList(place, log.size()))))
                    .as("from %d", place)
                    .isEqualTo(StateHash.of(whole));
        }
    }

    @Test
    void whatRegistryIdsStandForComesBack() throws IOException {
        LedgerState state = LedgerSpec.given(
                        new SchemaDeclared(1, Long.MIN_VALUE), new SchemaDeclared(Integer.MIN_VALUE, -1))
                .state();

        assertThat(throughBytes(state).declared()).isEqualTo(state.declared());
    }

    @Test
    void theLayoutIsTheSameInEveryProcess() {
        assertThat(new StateCodec().layout()).isEqualTo(codec.layout());
    }

    @Test
    void theLayoutTellsApartWhatIsWrittenDifferently() {
        assertThat(List.of(layout(May.class), layout(Must.class), layout(Other.class), layout(Longer.class)))
                .doesNotHaveDuplicates();
    }

    /** Without the name of the type, by which alone they would differ. */
    private static String layout(Class<?> type) {
        StateShapes shapes = new StateShapes();
        shapes.of(type);
        return shapes.description().replace(type.getName(), "");
    }

    public record May(@Nullable String value) {}

    public record Must(String value) {}

    public record Other(int value) {}

    public record Longer(String value, String more) {}

    private LedgerState throughBytes(LedgerState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        codec.write(state, out);
        return codec.read(out.toByteArray(), 0);
    }

    private static LedgerState fold(LedgerState start, List<Entry> entries) {
        LedgerState state = start;
        for (Entry entry : entries) {
            state = Fold.fold(state, entry, Instant.ofEpochSecond(state.entries()))
                    .state();
        }
        return state;
    }
}
