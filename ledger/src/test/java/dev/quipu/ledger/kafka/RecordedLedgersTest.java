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
            "02d36f0445d98ee0d046781182ae402aa51a5e4b1dcf0f8500999ca3a757a030",
            "5bb7c97c9ad020eaef7bc05a85d2770a5c8067a4ea8ad8188f20bc9906424d5a");

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
