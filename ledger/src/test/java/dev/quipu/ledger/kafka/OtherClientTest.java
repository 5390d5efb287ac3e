package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.codec.EveryEvent;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.schemas.EntrySchemas;
import dev.quipu.schemas.registry.RegistryServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody else's client, who knows nothing but the topic and the registry. */
class OtherClientTest {

    private static final int HEADER = 5;

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    @BeforeAll
    static void install() throws Exception {
        NodeClient.install();
    }

    @Test
    void readsEveryEventFromTheTopic() throws Exception {
        topic.initialise();
        KafkaLedger ledger =
                topic.open(topic.settings().withRegistry(RegistryServer.shared().settings()));
        List<LedgerEvent> events = EveryEvent.events().stream()
                .filter(event -> !(event instanceof LedgerOpened) && !(event instanceof SchemaDeclared))
                .toList();
        for (int i = 0; i < events.size(); i++) {
            ledger.append(EveryEvent.entry(events.get(i), i)).join();
        }

        List<byte[]> framed = new RawTopic(topic.settings())
                .records().stream()
                        .map(record -> record.value())
                        .filter(value -> value[0] == 0)
                        .toList();
        List<String> expected = new ArrayList<>();
        for (byte[] value : framed) {
            expected.add(PlainAvro.decode(EntrySchemas.current(), value, HEADER).toString());
        }

        assertThat(framed).hasSameSizeAs(events);
        assertThat(NodeClient.decode(RegistryServer.shared().api().toString(), framed))
                .isEqualTo(expected);
    }
}
