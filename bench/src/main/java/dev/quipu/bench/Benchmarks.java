package dev.quipu.bench;

import dev.quipu.bench.backfill.BackfillBenchmark;
import dev.quipu.bench.contest.CorpusBenchmark;
import dev.quipu.bench.contest.ManyChangesBenchmark;
import dev.quipu.bench.fleet.FleetBenchmark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one of the side-by-side benchmarks on servers of its own. */
public final class Benchmarks {

    private Benchmarks() {}

    /** @param arguments the benchmark's name, and what it wants to know */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE); // what others log is no part of what they do
        switch (arguments[0]) {
            case "ledger" -> LedgerBenchmarks.run(Integer.parseInt(arguments[1]));
            case "corpus" -> CorpusBenchmark.run(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            case "changes" ->
                ManyChangesBenchmark.run(Arrays.stream(arguments)
                        .skip(1)
                        .mapToInt(Integer::parseInt)
                        .toArray());
            case "backfill" ->
                BackfillBenchmark.run(Arrays.stream(arguments)
                        .skip(1)
                        .mapToLong(Long::parseLong)
                        .toArray());
            case "audit" -> AuditBenchmark.run(Long.parseLong(arguments[1]));
            case "targets" -> FleetBenchmark.run(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException("there is no benchmark " + arguments[0]);
        }
    }
}
