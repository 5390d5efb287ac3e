package dev.quipu.bench;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One accepted entry after the other: sent, folded back and answered. Beside it the same bytes with
 * {@code send().get()} into another topic of the same broker, in turns.
 */
final class AppendBenchmark {

    private static final int BLOCK = 250;
    private static final int BLOCKS = 20;
    private static final int WARM_UP = 8;

    private final KafkaSettings settings;
    private final KafkaSettings plain;
    private int number;

    AppendBenchmark(String bootstrapServers) {
        this.settings = KafkaSettings.of(bootstrapServers, "append-ledger");
        this.plain = KafkaSettings.of(bootstrapServers, "append-plain");
    }

    void run() throws Exception {
        Actor ann = new Actor("ann", ActorKind.HUMAN);
        for (KafkaSettings topic : List.of(settings, plain)) {
            KafkaLedger.initialise(topic, "bench", ann);
        }
        Latencies accepted = new Latencies(BLOCK * BLOCKS);
        Latencies sent = new Latencies(BLOCK * BLOCKS);
        try (KafkaLedger ledger = KafkaLedger.open(settings);
                KafkaProducer<byte[], byte[]> producer = RawClient.producer(plain)) {
            for (int block = 0; block < WARM_UP; block++) {
                append(ledger, ann, new Latencies(BLOCK));
                send(producer, ann, new Latencies(BLOCK));
            }
            for (int block = 0; block < BLOCKS; block++) {
                append(ledger, ann, accepted);
                send(producer, ann, sent);
            }
        }
        for (double percent : new double[] {50, 99}) {
            double ours = accepted.percentile(percent);
            double theirs = sent.percentile(percent);
            Table.row(
                    "accepted append, one after the other, p%.0f".formatted(percent),
                    Table.milliseconds(ours),
                    Table.milliseconds(theirs),
                    Table.ratio(ours / theirs));
        }
    }

    private void append(KafkaLedger ledger, Actor actor, Latencies latencies) {
        for (int i = 0; i < BLOCK; i++) {
            Entry entry = entry(actor);
            long start = System.nanoTime();
            Outcome outcome = ledger.append(entry).join();
            latencies.add(System.nanoTime() - start);
            if (!(outcome instanceof Outcome.Accepted)) {
                throw new IllegalStateException(outcome.toString());
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Actor actor, Latencies latencies) throws Exception {
        for (int i = 0; i < BLOCK; i++) {
            Entry entry = entry(actor);
            byte[] key = entry.stream().toString().getBytes(StandardCharsets.UTF_8);
            byte[] value = EntryCodec.encode(entry);
            long start = System.nanoTime();
            producer.send(new ProducerRecord<>(plain.topic(), 0, key, value)).get();
            latencies.add(System.nanoTime() - start);
        }
    }

    private Entry entry(Actor actor) {
        number++;
        return new Entry(
                new UUID(number, ~number),
                Instant.EPOCH,
                actor,
                StreamId.LEDGER,
                null,
                null,
                null,
                new NoteAdded(StreamId.LEDGER, "remark number " + number));
    }
}
