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
            "91b906bf20aea317fdae2d40ebc156070956052c5deb683f17a466048a8fbe75",
            "565410791ced9878fd955eff492dd278ca32ff9cd985fe7f3b4e3c8446d45e6f",
            "238f97c2869cce0d61bda244a42cf9f8f09a026a01773eb52d337251caab7108");

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
