package dev.quipu.ledger.kafka;

import dev.quipu.ledger.proof.TreeTail;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A whole topic, as the first build of a schema version wrote it. A recording is never altered.
 *
 * @param records in the order of the log
 */
record RecordedLedger(List<RecordedRecord> records) {

    /** What a ledger folds to: which of its records count, and the state after the last. */
    record Folded(List<RecordedRecord> records, LedgerState state) {}

    /** The recording of a schema version, {@code recorded-<version>.txt}. */
    static RecordedLedger of(int version) throws IOException {
        return of("recorded-" + version + ".txt");
    }

    /** The recording in a file. */
    static RecordedLedger of(String file) throws IOException {
        try (InputStream in = RecordedLedger.class.getResourceAsStream(file)) {
            return new RecordedLedger(
                    new String(Objects.requireNonNull(in, "no recording").readAllBytes(), StandardCharsets.US_ASCII)
                            .lines()
                            .map(RecordedRecord::parse)
                            .toList());
        }
    }

    /** The way of every reader. */
    Folded fold() {
        RecordFold fold = new RecordFold("recorded", Folding.UNOBSERVED, LedgerState.empty(), new TreeTail(), null);
        List<RecordedRecord> folded = new ArrayList<>();
        fold.fold(
                IntStream.range(0, records.size())
                        .mapToObj(place -> records.get(place).at(place))
                        .toList(),
                (raw, outcome) -> folded.add(records.get(folded.size()).counted(outcome instanceof Outcome.Accepted)));
        return new Folded(folded, fold.state());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        records.forEach(record -> text.append(record.line()).append('\n'));
        return text.toString();
    }
}
