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
            "6edeabd633009a1cbad49d910f6816ec93a59d44ddc73325c1ba339241da6367",
            "6d1ff54f09a27d5ec5fe12910172ffb9ff9fcbb26feeff4b31e3011dbccdd3af",
            "6f174f55a1da9bfc6102bc3f9729fd1d9888ef333d8ba1d16f2238908c30faf9",
            "c1b0c84362cecae91d6fba7b0ecbf898c948410a10f0edfded442898b6d56c9b");

    private static final String SIGNED = "0409100ab18588058795dc3b6a9ee67275bea6517222570ae192abf11d45cdff";

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

    /** Identities came with version 4. */
    @Test
    void aSignedOneMeansWhatItDid() throws Exception {
        RecordedLedger recorded = RecordedLedger.of("recorded-4-signed.txt");

        assertThat(recorded.fold().records()).isEqualTo(recorded.records());
        assertThat(StateHash.of(recorded.fold().state())).hasToString(SIGNED);
    }

    @Test
    @EnabledIfSystemProperty(named = "quipu.record.ledger", matches = "true")
    void recordsTheVersionOfThisBuild() throws Exception {
        LedgerRecorder.run();
        SignedRecorder.run();
    }
}
