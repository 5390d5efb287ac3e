package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A machine goes on only with the log that it saw. */
class SeenLogTest {

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    @TempDir
    private Path folder;

    private KafkaSettings settings = topic.settings();
    private final RawTopic raw = new RawTopic(topic.settings());

    @BeforeEach
    void seeALog() {
        settings = topic.settings().withSeen(folder.resolve("seen").resolve("ledger.log"));
        KafkaLedger.initialise(settings, "test", LedgerSpec.ANN);
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            for (int i = 0; i < 3; i++) {
                ledger.submit(LedgerSpec.ANN, Command.of(new NoteAdded(StreamId.LEDGER, "note " + i), ""));
            }
        }
    }

    private void open() {
        KafkaLedger.open(settings).close();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                        .isNotBlank())
                .hasMessageContaining(message);
    }

    @Test
    void aLogThatGrewIsTheSame() throws IOException {
        KafkaLedger other = topic.open();
        other.submit(LedgerSpec.ANN, Command.of(new NoteAdded(StreamId.LEDGER, "more"), ""));

        open();

        assertThat(Files.readAllLines(folder.resolve("seen").resolve("ledger.log")))
                .first()
                .isEqualTo("5");
    }

    @Test
    void aLogThatBeginsOtherwiseWasRewritten() throws Exception {
        makeAnew(6);

        assertRefused("was rewritten: its first 4 records are not those that this machine saw");
    }

    @Test
    void aLogThatIsShorterWasCutOff() throws Exception {
        makeAnew(2);

        assertRefused("was cut off or made anew: it has 2 records, and this machine saw 4");
    }

    @Test
    void deletedRecordsAreMissed() throws Exception {
        raw.deleteRecordsBefore(2);

        assertRefused("the first 2 records of topic");
    }

    @Test
    void aMemoryThatCantBeReadIsNoReasonToGoOn() throws Exception {
        Files.writeString(folder.resolve("seen").resolve("ledger.log"), "?\n");

        assertRefused("can't be read");
    }

    @Test
    void whoeverForgetsOnPurposeGoesOn() throws Exception {
        makeAnew(2);
        Files.delete(folder.resolve("seen").resolve("ledger.log"));

        open();
    }

    /** The same name, with another log in it. */
    private void makeAnew(int records) throws Exception {
        raw.delete();
        await().until(() -> {
            try {
                return KafkaLedger.initialise(topic.settings(), "anew", LedgerSpec.ANN);
            } catch (LedgerException e) {
                return false;
            }
        });
        try (KafkaLedger ledger = KafkaLedger.open(topic.settings())) {
            for (int i = 1; i < records; i++) {
                ledger.submit(LedgerSpec.ANN, Command.of(new NoteAdded(StreamId.LEDGER, "other " + i), ""));
            }
        }
    }
}
