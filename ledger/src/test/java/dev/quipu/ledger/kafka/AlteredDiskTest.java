package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.local.EmbeddedBroker;
import dev.quipu.ledger.spec.LedgerSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody changes what is on the broker's disk while the broker is down. */
class AlteredDiskTest {

    private static final String TOPIC = "altered";
    private static final byte[] WRITTEN = "pay ben 100".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ALTERED = "pay eve 999".getBytes(StandardCharsets.US_ASCII);

    /** Where a batch of Kafka's has its length, its checksum and what that is over (magic 2). */
    private static final int LENGTH = 8;

    private static final int CHECKSUM = 17;
    private static final int CHECKED = 21;
    private static final int BEFORE_LENGTH_COUNTS = 12;

    private final TestKeys keys = new TestKeys();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeALog() throws Exception {
        try (EmbeddedBroker broker = start()) {
            KafkaSettings settings = settings(broker);
            KafkaLedger.initialise(settings, "test", LedgerSpec.ANN);
            try (KafkaLedger ledger = KafkaLedger.open(settings)) {
                for (String text : new String[] {"first", "pay ben 100", "last"}) {
                    ledger.submit(LedgerSpec.ANN, Command.of(new NoteAdded(StreamId.LEDGER, text), ""));
                }
            }
        }
    }

    private EmbeddedBroker start() throws Exception {
        return EmbeddedBroker.start(folder.resolve("kafka"), 0);
    }

    private KafkaSettings settings(EmbeddedBroker broker) {
        return KafkaSettings.of(broker.bootstrapServers(), TOPIC)
                .withKeyring(keys)
                .withSeen(folder.resolve("seen.log"));
    }

    @Test
    void aMachineThatSawItBeforeRefusesToGoOn() throws Exception {
        alter(true);

        try (EmbeddedBroker broker = start()) {
            assertThatThrownBy(() -> KafkaLedger.open(settings(broker)))
                    .isInstanceOf(LedgerException.Unusable.class)
                    .hasMessageContaining("was rewritten");
        }
    }

    @Test
    void aMachineThatNeverSawItFindsTheSignatureWrong() throws Exception {
        alter(true);
        Files.delete(folder.resolve("seen.log"));

        try (EmbeddedBroker broker = start();
                KafkaLedger ledger = KafkaLedger.open(settings(broker))) {
            assertThat(ledger.state().voids())
                    .as("the altered one, and the one that was decided on it")
                    .isEqualTo(2);
            assertThat(ledger.state().notesOn(StreamId.LEDGER)).hasSize(1);
        }
    }

    @Test
    void aBatchWhoseChecksumIsWrongCantBeRead() throws Exception {
        alter(false);

        try (EmbeddedBroker broker = start()) {
            assertThatThrownBy(() -> KafkaLedger.open(settings(broker)))
                    .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                            .contains("backup"))
                    .hasMessageContaining("damaged");
        }
    }

    /** @param cleverly with the checksum mended, so that Kafka notices nothing */
    private void alter(boolean cleverly) throws Exception {
        Path segment;
        try (Stream<Path> files = Files.walk(folder.resolve("kafka"))) {
            segment = files.filter(file -> file.toString().contains(TOPIC + "-0")
                            && file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer log = ByteBuffer.wrap(bytes);
        int batch = 0;
        boolean done = false;
        while (!done) {
            int end = batch + BEFORE_LENGTH_COUNTS + log.getInt(batch + LENGTH);
            for (int place = batch; place < end - WRITTEN.length && !done; place++) {
                if (log.slice(place, WRITTEN.length).equals(ByteBuffer.wrap(WRITTEN))) {
                    log.put(place, ALTERED);
                    done = true;
                }
            }
            if (done && cleverly) {
                CRC32C checksum = new CRC32C();
                checksum.update(bytes, batch + CHECKED, end - batch - CHECKED);
                log.putInt(batch + CHECKSUM, (int) checksum.getValue());
            }
            batch = end;
        }
        Files.write(segment, bytes);
    }
}
