package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForeignRecordsTest {

    private static final byte[] NEWER = HexFormat.of().parseHex("c3010123456789abcdef00");

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    private final RawTopic raw = new RawTopic(topic.settings());

    @Test
    void thatAreNoEntriesAreVoidForEveryone() throws Exception {
        KafkaLedger ledger = topic.initialise();
        byte[] note = EntryCodec.encode(note());
        raw.write("ledger", "{}".getBytes(StandardCharsets.UTF_8));
        raw.write("ledger", null);
        raw.write(null, new byte[0]);
        raw.write(null, note);
        raw.write("service:orders", note);
        raw.write("ledger", Arrays.copyOf(note, note.length - 1));
        raw.write("ledger", note);

        LedgerState state = ledger.awaitMoreThan(7, Duration.ofSeconds(10));

        assertThat(state.entries()).isEqualTo(8);
        assertThat(state.voids()).isEqualTo(6);
        assertThat(state.notesOn(StreamId.LEDGER)).hasSize(1);
    }

    @Test
    void ofANewerSchemaStopAReaderAtTheirOffset() throws Exception {
        KafkaLedger ledger = topic.initialise();
        long offset = raw.write("ledger", NEWER);
        topic.isBroken();
        String message = "an entry schema this build doesn't know (efcdab8967452301) at offset " + offset;

        await().untilAsserted(() -> assertThatThrownBy(ledger::state)
                .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                        .contains("newer Quipu"))
                .hasMessageContaining(message));
        assertThatThrownBy(topic::open)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining(message);
        assertThat(ledger.append(note())).isCompletedExceptionally();
        assertThat(raw.records())
                .as("nothing is written by a reader that stopped")
                .hasSize((int) offset + 1);
    }

    @Test
    void ofNewerRulesStopAReader() throws Exception {
        KafkaLedger.initialise(topic.settings(), "test", LedgerSpec.ANN);
        LedgerTopic newer = new LedgerTopic();
        RawTopic rawNewer = new RawTopic(newer.settings());
        rawNewer.create(1);
        rawNewer.set("retention.ms", "-1");
        rawNewer.set("message.timestamp.type", "LogAppendTime");
        rawNewer.set("max.message.bytes", Integer.toString(5 * 1024 * 1024));
        LedgerOpened opened = new LedgerOpened("test", Fold.RULES + 1);
        rawNewer.write("ledger", EntryCodec.encode(LedgerSpec.given().next(opened, 0L)));

        assertThatThrownBy(newer::open)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContaining("rules version 2, and this build knows 1 at offset 0");
    }

    private static Entry note() {
        return LedgerSpec.given().next(new NoteAdded(StreamId.LEDGER, "remark"), null);
    }
}
