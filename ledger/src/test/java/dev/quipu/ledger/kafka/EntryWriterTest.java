package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** With Kafka's own stand-in for a producer: no broker gives the errors on demand that end one. */
class EntryWriterTest {

    private static final Entry NOTE = LedgerSpec.given().next(new NoteAdded(StreamId.LEDGER, "remark"), null);

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final List<LedgerException> failures = new ArrayList<>();
    private final EntryWriter writer = new EntryWriter(KafkaSettings.of("nowhere:1", "ledger"), () -> {
        producers.add(new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return producers.getLast();
    });

    @Test
    void goesOnWithANewProducerAfterAnErrorThatEndsOne() {
        send();
        MockProducer<byte[], byte[]> first = producers.getFirst();
        first.errorNext(new KafkaException("Unexpected error in InitProducerIdResponse"));
        assertThat(failures).singleElement().isInstanceOfSatisfying(LedgerException.Unavailable.class, e -> assertThat(
                        e)
                .hasMessageContaining("did not take entry " + NOTE.id()));

        send();

        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history()).hasSize(1);
        await().until(first::closed);
    }

    @Test
    void goesOnWithTheSameProducerAfterAnErrorThatPasses() {
        send();
        producers.getFirst().errorNext(new NotLeaderOrFollowerException("an election"));
        assertThat(failures).singleElement().isInstanceOfSatisfying(LedgerException.Unavailable.class, e -> assertThat(
                        e)
                .hasMessageContaining("may or may not be written"));

        send();

        assertThat(producers).hasSize(1);
    }

    @Test
    void makesNoNewProducerWhenItIsClosed() {
        writer.close();
        send();
        assertThat(failures).hasSize(1);
        assertThat(producers).hasSize(1);
    }

    private void send() {
        writer.send(NOTE, writer.record(NOTE, EntryCodec.encode(NOTE), null), failures::add);
    }
}
