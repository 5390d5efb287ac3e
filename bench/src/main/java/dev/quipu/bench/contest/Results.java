package dev.quipu.bench.contest;

import dev.quipu.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table of durations: Quipu's first, then two peers', then what else there is, and Quipu beside the faster peer. */
final class Results {

    private static final int PEERS = 2;

    private Results() {}

    static void head(String what, List<Contender> contenders) {
        List<String> columns = new ArrayList<>();
        columns.add(what);
        contenders.forEach(contender -> columns.add(contender.name()));
        columns.add("Quipu / faster peer");
        Table.head(columns.toArray(String[]::new));
    }

    /** @param nanos a duration per contender */
    static void row(String what, List<Long> nanos) {
        List<String> cells = new ArrayList<>();
        cells.add(what);
        nanos.forEach(duration -> cells.add(Table.seconds(duration)));
        long faster =
                IntStream.rangeClosed(1, PEERS).mapToLong(nanos::get).min().orElseThrow();
        cells.add(Table.ratio((double) nanos.getFirst() / faster));
        Table.row(cells.toArray(String[]::new));
    }
}
