package dev.quipu.ledger.audit;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.LoggedRecord;
import dev.quipu.ledger.proof.Frontier;
import dev.quipu.ledger.proof.LeafHasher;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Signature;
import dev.quipu.ledger.state.Stamp;
import dev.quipu.schemas.Decoded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A process of its own that uses a store, and can be killed. */
final class StoreProcess {

    private StoreProcess() {}

    static Process start(String... arguments) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName());
        return new ProcessBuilder(Stream.concat(command.stream(), List.of(arguments).stream())
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** @param arguments {@code feed} and a database; or {@code read}, a folder and a topic */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("feed")) {
            feed(Path.of(arguments[1]));
        } else {
            read(new AuditStore(Path.of(arguments[1])), arguments[2]);
        }
    }

    /** Feeds without end, and says after each commit how many entries there are. */
    private static void feed(Path database) throws IOException {
        long said = 0;
        try (AuditFeed feed = AuditFeed.open(database, Frontier.empty(), Clock.systemUTC())) {
            for (long number = 0; ; number++) {
                remark(feed, number);
                if (feed.entries() > said) {
                    said = feed.entries();
                    System.out.println(said);
                }
            }
        }
    }

    /** Feeds the remark with this number. */
    static void remark(AuditFeed feed, long number) {
        NoteAdded note = new NoteAdded(StreamId.of(Events.ORDERS), "remark " + number);
        Instant at = Instant.ofEpochSecond(number);
        Entry entry = new Entry(new UUID(1, number), at, LedgerSpec.ANN, note.stream(), null, null, null, note);
        byte[] bytes = EntryCodec.encode(entry);
        Digest leaf = Digest.ofBytes(
                new LeafHasher().start(number, at.toEpochMilli(), null, bytes).hash());
        feed.folded(
                new LoggedRecord(number, number, at, new Decoded.Value<>(entry), Signature.MISSING, leaf, bytes.length),
                new Outcome.Accepted(new Stamp(entry.id(), number, at, entry.actor()), number + 1),
                LedgerState.empty());
    }

    /** Says what is in the store, and keeps it open until it hears something. */
    private static void read(AuditStore store, String topic) throws IOException {
        try (StoreReader reader = store.read(store.asIs(topic), null)) {
            System.out.println(
                    reader.ask("SELECT count(*) FROM entries", Map.of(), 1).rows());
            int unused = System.in.read();
        }
    }
}
