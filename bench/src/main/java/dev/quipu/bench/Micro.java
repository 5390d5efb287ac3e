package dev.quipu.bench;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.Decoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class Micro {
    private Micro() {}

    public static void main(String[] args) {
        List<byte[]> encoded = new ArrayList<>();
        SampleLedger.million().write(e -> encoded.add(EntryCodec.encode(e)));
        long bytes = encoded.stream().mapToLong(b -> b.length).sum();
        System.out.println(encoded.size() + " entries, " + bytes / encoded.size() + " bytes each");
        for (int round = 0; round < 6; round++) {
            long t0 = System.nanoTime();
            List<Entry> entries = new ArrayList<>(encoded.size());
            for (byte[] b : encoded) {
                if (EntryCodec.decode(b) instanceof Decoded.Value<Entry>(Entry e)) {
                    entries.add(e);
                }
            }
            long t1 = System.nanoTime();
            LedgerState state = LedgerState.empty();
            for (Entry e : entries) {
                state = Fold.fold(state, e, Instant.EPOCH).state();
            }
            long t2 = System.nanoTime();
            System.out.printf(
                    "decode %d ms, fold %d ms, voids %d, changes %d%n",
                    (t1 - t0) / 1_000_000,
                    (t2 - t1) / 1_000_000,
                    state.voids(),
                    state.changes().size());
        }
    }
}
