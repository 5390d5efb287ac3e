package dev.quipu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import org.junit.jupiter.api.Test;

class SampleLedgerTest {

    @Test
    void hasNoVoidEntriesAndTheSizeThatItSays() {
        EntryBenchmark benchmark = new EntryBenchmark();
        benchmark.write();

        LedgerState state = benchmark.decodeAndFold();

        assertThat(state).isEqualTo(benchmark.fold());
        assertThat(state.voids()).isZero();
        assertThat(state.entries()).isEqualTo(new SampleLedger(10, 10).size());
        assertThat(state.rollouts().values()).hasSize(100).noneMatch(RolloutState::isRunning);
        assertThat(state.targets().values()).hasSize(20).allMatch(target -> target.latest() == 50);
    }
}
