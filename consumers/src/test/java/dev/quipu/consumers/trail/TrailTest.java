package dev.quipu.consumers.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.kafka.Folding;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.LedgerTopic;
import dev.quipu.ledger.key.PrivateKey;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.registry.TlsSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {

    private static final TrailFormat FORMAT = TrailFormat.CLOUDEVENTS;
    private static final Duration BRIEF = Duration.ofMillis(20);
    private static final Signer KEY = PrivateKey.generate();

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic(actor -> actor.equals(LedgerSpec.ANN) ? KEY : null);

    @TempDir
    private Path folder;

    private KafkaLedger ledger;
    private int services;

    @BeforeEach
    void open() {
        ledger = topic.initialise();
    }

    @Test
    void writesEachRecordOnceAcrossRestarts() throws Exception {
        for (int round = 1; round <= 3; round++) {
            register(3);
            writeGarbage();
            deliverAll();
            assertThat(numbers())
                    .isEqualTo(LongStream.range(0, 1 + 4L * round).boxed().toList());
        }
        assertThat(Files.readString(file()))
                .contains(
                        "dev.quipu.LedgerOpened",
                        "dev.quipu.void.NoEntry",
                        "void-4",
                        KEY.publicKey().toString());
    }

    @Test
    void aTornFileIsMended() throws Exception {
        register(3);
        deliverAll();
        Files.writeString(file(), FORMAT.line(Entries.garbage(4)).json() + "\n{\"spec", StandardOpenOption.APPEND);
        register(2);

        deliverAll();

        assertThat(numbers()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(Files.readString(file())).doesNotContain(Entries.LEDGER);
    }

    @Test
    void refusesALogThatIsAnotherOne() throws Exception {
        register(1);
        deliverAll();
        Position kept = Position.parse(Files.readString(position()));
        Files.writeString(position(), new Position(kept.ledger(), kept.number(), Digest.of(new byte[1])).text());
        assertThatThrownBy(this::deliverAll).isInstanceOf(TrailException.class).hasMessageContaining("was rewritten");

        Files.writeString(position(), new Position(Entries.LEDGER, kept.number(), kept.leaf()).text());
        assertThatThrownBy(this::deliverAll).isInstanceOf(TrailException.class).hasMessageContaining("another ledger");

        Files.delete(file());
        Files.writeString(position(), new Position(kept.ledger(), 7, kept.leaf()).text());
        assertThatThrownBy(this::deliverAll).isInstanceOf(TrailException.class).hasMessageContaining("cut off");

        Files.writeString(position(), "hello");
        assertThatThrownBy(this::deliverAll).isInstanceOf(TrailException.class).hasMessageContaining("can't be used");
    }

    @Test
    void oneProcessDeliversATrail() throws Exception {
        try (Trail trail = start(file("one"))) {
            assertThat(trail).hasToString("trail in " + folder.resolve("one"));
            assertThatThrownBy(() -> start(file("other")))
                    .isInstanceOf(TrailException.class)
                    .hasMessageContaining("another process delivers this trail");
        }
    }

    @Test
    void goesOnTryingUntilItIsTaken() throws Exception {
        register(2);
        try (HttpReceiver receiver = new HttpReceiver(503, 500, 429);
                Trail trail = start(http(receiver));
                KafkaLedger followed = KafkaLedger.open(topic.settings(), trail.observer(() -> false))) {
            await().until(() -> trail.confirmed().number() == 2);

            assertThat(receiver.requests()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(receiver.taken().stream()
                            .flatMap(request -> request.body().lines()))
                    .hasSize(3)
                    .doesNotHaveDuplicates();
            assertThat(followed.state().entries()).isEqualTo(3);
            await().until(() -> trail.trouble() == null);
        }
    }

    @Test
    void goesOnWhereTheReceiverLastSaidYes() throws Exception {
        register(2);
        try (HttpReceiver receiver = new HttpReceiver()) {
            for (int round = 0; round < 2; round++) {
                try (Trail trail = start(http(receiver));
                        KafkaLedger followed = KafkaLedger.open(topic.settings(), trail.observer(() -> false))) {
                    long last = followed.state().entries() - 1;
                    await().until(() ->
                            last == Position.parse(Files.readString(position())).number());
                }
                register(1);
            }
            assertThat(receiver.taken().stream()
                            .flatMap(request -> request.body().lines())
                            .map(TrailTest::number))
                    .containsExactly(0L, 1L, 2L, 3L);
        }
    }

    @Test
    void aSinkThatStandsStillHoldsUpTheFoldUntilTheProcessIsToEnd() throws Exception {
        register(2);
        try (HttpReceiver receiver = new HttpReceiver(
                        IntStream.range(0, 10_000).map(i -> 503).boxed().toArray(Integer[]::new));
                Trail trail = start(http(receiver))) {
            Folding observer = trail.observer(() -> trail.waiting() >= 10_000);

            assertThatThrownBy(() -> {
                        for (long number = 0; number <= 30_000; number++) {
                            observer.folded(
                                    Entries.garbage(number).logged(),
                                    Entries.garbage(number).outcome(),
                                    LedgerState.empty());
                        }
                    })
                    .isInstanceOf(LedgerException.Unavailable.class);
            assertThat(trail.waiting()).isEqualTo(10_000);
            assertThat(trail.trouble()).contains("answers 503");
        }
        assertThat(Position.parse(Files.readString(position()))).isEqualTo(Position.START);
    }

    @Test
    void endsWhenNobodyReadsIt() throws Exception {
        TrailSink closed = new StreamSink(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        try (Trail trail = start(closed)) {
            trail.observer(() -> false)
                    .folded(Entries.garbage(0).logged(), Entries.garbage(0).outcome(), LedgerState.empty());

            await().untilAsserted(() -> assertThatThrownBy(trail::requireWorking)
                    .isInstanceOf(TrailException.class)
                    .hasMessageContaining("Broken pipe"));
        }
    }

    private void deliverAll() throws Exception {
        try (Trail trail = start(file("trail.jsonl"));
                KafkaLedger followed = KafkaLedger.open(topic.settings(), trail.observer(() -> false))) {
            trail.requireAll(followed.state());
            long last = ledger.state().entries() - 1;
            await().until(() -> trail.confirmed().number() >= last);
        }
    }

    private Trail start(TrailSink sink) {
        return Trail.start(topic.settings().topic(), FORMAT, sink, position(), BRIEF);
    }

    private TrailSink file(String name) {
        return new SinkSettings.ToFile(folder.resolve(name), 1 << 20, Duration.ofDays(1)).open(FORMAT);
    }

    private static TrailSink http(HttpReceiver receiver) {
        return new SinkSettings.ToHttp(receiver.url(), false, Duration.ofSeconds(5), null, TlsSettings.platform())
                .open(FORMAT);
    }

    private Path position() {
        return folder.resolve("trail.position");
    }

    private Path file() {
        return folder.resolve("trail.jsonl");
    }

    private List<Long> numbers() throws IOException {
        return Files.readAllLines(file()).stream().map(TrailTest::number).toList();
    }

    private static long number(String line) {
        return FORMAT.numberIn(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private void register(int count) {
        for (int i = 0; i < count; i++) {
            ServiceName name = new ServiceName("s" + services++);
            ledger.submit(LedgerSpec.ANN, Command.of(new ServiceRegistered(name, "postgresql", "team", ""), name));
        }
    }

    private void writeGarbage() throws Exception {
        long before = ledger.state().entries();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.<String, Object>copyOf(topic.settings().clients()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.settings().topic(), "hello".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        ledger.awaitMoreThan(before, Duration.ofSeconds(10));
    }
}
