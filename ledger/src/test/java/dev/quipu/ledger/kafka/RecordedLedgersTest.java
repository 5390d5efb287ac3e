package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.state.StateHash;
import dev.quipu.schemas.EntrySchemas;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** If one of these fails, ledgers out there mean something else than they did. */
class RecordedLedgersTest {

    /**
     * Digests of the states, oldest version first. They change when the state's classes do: then, and only then, is a
     * line here mended.
     */
    private static final List<String> HASHES = List.of(
            "13f7611f40c5eec499c0b859b242a6c47e97dabbbef0cfbc5cbce97a87b06796",
            "9f85d701c3d3f9ae419473518f3e833bfcb18399b8eebbaf58fcdac9d42c8ba4",
            "f626e6af10d3f4f8042b182564ec32e9eec9240daaf6f4fafab045ad4dd907d7");

    static List<Integer> versions() {
        return IntStream.rangeClosed(1, EntrySchemas.CURRENT).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyRecordCountsAsItDidThen(int version) throws Exception {
        RecordedLedger recorded = RecordedLedger.of(version);

        assertThat(recorded.fold().records())
                .extracting(RecordedRecord::accepted)
                .isEqualTo(recorded.records().stream()
                        .map(RecordedRecord::accepted)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theyLeadToTheSameState(int version) throws Exception {
        RecordedLedger recorded = RecordedLedger.of(version);

        assertThat(StateHash.of(recorded.fold().state())).hasToString(HASHES.get(version - 1));
    }

    @Test
    @EnabledIfSystemProperty(named = "quipu.record.ledger", matches = "true")
    void recordsTheVersionOfThisBuild() throws Exception {
        LedgerRecorder.run();
    }
}
