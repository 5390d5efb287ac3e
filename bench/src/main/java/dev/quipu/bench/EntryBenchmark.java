package dev.quipu.bench;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.Decoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one entry costs without Kafka: its bytes, and its place in the state. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EntryBenchmark {

    private static final int ENTRIES = 10_231;

    private final List<Entry> entries = new ArrayList<>();
    private final List<byte[]> encoded = new ArrayList<>();

    /** Ten services' history. */
    @Setup
    public void write() {
        LedgerOpened opened = new LedgerOpened("sample", Fold.RULES);
        entries.add(new Entry(
                new UUID(0, 0),
                Instant.EPOCH,
                new Actor("ann", ActorKind.HUMAN),
                StreamId.LEDGER,
                null,
                null,
                null,
                opened));
        new SampleLedger(10, 10).write(entries::add);
        entries.forEach(entry -> encoded.add(EntryCodec.encode(entry)));
        if (entries.size() != ENTRIES) {
            throw new IllegalStateException(entries.size() + " entries");
        }
    }

    /** Entries to bytes. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public void encode(Blackhole sink) {
        entries.forEach(entry -> sink.consume(EntryCodec.encode(entry)));
    }

    /** Bytes to entries. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public void decode(Blackhole sink) {
        encoded.forEach(bytes -> sink.consume(EntryCodec.decode(bytes)));
    }

    /** Entries to a state. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public LedgerState fold() {
        LedgerState state = LedgerState.empty();
        for (Entry entry : entries) {
            state = Fold.fold(state, entry, Instant.EPOCH).state().settled();
        }
        return state;
    }

    /** Bytes to a state. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public LedgerState decodeAndFold() {
        LedgerState state = LedgerState.empty();
        for (byte[] bytes : encoded) {
            if (EntryCodec.decode(bytes) instanceof Decoded.Value<Entry>(Entry entry)) {
                state = Fold.fold(state, entry, Instant.EPOCH).state().settled();
            }
        }
        return state;
    }
}
