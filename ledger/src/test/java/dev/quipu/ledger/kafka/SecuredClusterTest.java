package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.local.SecuredBroker;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import dev.quipu.ledger.telemetry.Telemetry;
import dev.quipu.ledger.telemetry.topic.TelemetryReader;
import dev.quipu.ledger.telemetry.topic.TelemetryTopic;
import dev.quipu.ledger.telemetry.topic.TelemetryWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SecuredClusterTest {

    private static final String PASSWORD = "users-own-secret";

    private static final List<String> CLIENT_LOGS =
            List.of("org.apache.kafka.clients", "org.apache.kafka.common", "dev.quipu.ledger");

    private static final AclOperation[] INIT = {
        AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS
    };

    private static final LedgerImport.Progress SILENT = new LedgerImport.Progress() {
        @Override
        public void phase(String name) {}

        @Override
        public void records(long done) {}
    };

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    private static SecuredBroker broker;

    private final String topic = TestBroker.freshTopic();

    @BeforeAll
    static void start() throws Exception {
        broker = SecuredBroker.start(folder);
        for (String user : List.of("writer", "reader", "nobody", "founder")) {
            broker.user(user, PASSWORD);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void initialise() throws Exception {
        assertThat(KafkaLedger.initialise(KafkaSettings.of(broker.open(), topic), "test", LedgerSpec.ANN))
                .isTrue();
        broker.allow("reader", topic, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);
        broker.allow("writer", topic, AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);
        awaitOpen("writer");
    }

    @Test
    void letsAWriterWriteWithoutRightsOnGroupsOrTheCluster() throws Exception {
        Map<String, String> clients = new HashMap<>(user("writer", PASSWORD).clients());
        clients.put("group.id", "forbidden");
        clients.put("transactional.id", "forbidden");
        try (KafkaLedger ledger = KafkaLedger.open(new KafkaSettings(topic, clients))) {
            assertThat(submit(ledger, "orders")).isInstanceOf(Reply.Done.class);
        }
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.open()))) {
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    @Test
    void letsAReaderReadAndRefusesWhatItWrites() {
        try (KafkaLedger ledger = KafkaLedger.open(user("reader", PASSWORD))) {
            assertThat(ledger.state().opened()).isNotNull();
            assertDenied(
                    () -> submit(ledger, "orders"),
                    "user reader may not write to topic %s at %s".formatted(topic, broker.sasl()),
                    "--add --allow-principal User:reader --operation Write --topic " + topic);
            assertThat(ledger.state().entries()).isOne();
        }
    }

    @Test
    void checkTellsEachUserWhatTheyMayDo() {
        assertThat(rights("writer")).satisfies(rights -> {
            assertThat(rights.verdict()).isEqualTo(LedgerCheck.Verdict.OK);
            assertThat(rights.value()).isEqualTo("describe, describe configs, read, write");
        });
        assertThat(rights("reader").value()).contains("may read and not write");
        assertThat(rights("nobody")).satisfies(rights -> {
            assertThat(rights.verdict()).isEqualTo(LedgerCheck.Verdict.UNSAFE);
            assertThat(rights.value()).contains("user nobody may not see topic " + topic);
            assertThat(rights.advice()).contains("kafka-acls.sh");
        });
    }

    private LedgerCheck.Result rights(String name) {
        return LedgerCheck.run(user(name, PASSWORD)).stream()
                .filter(result -> result.what().equals("rights"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesAsSoonAsThatIsAllowed() throws Exception {
        try (KafkaLedger ledger = KafkaLedger.open(user("reader", PASSWORD))) {
            assertThatThrownBy(() -> submit(ledger, "orders")).isInstanceOf(LedgerException.Denied.class);
            broker.allow("reader", topic, AclOperation.WRITE);
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(submit(ledger, "orders")).isInstanceOf(Reply.Done.class));
        }
    }

    @Test
    void goesOnReadingWhenThatIsAllowedAgain() throws Exception {
        try (KafkaLedger reader = KafkaLedger.open(user("reader", PASSWORD));
                KafkaLedger writer = KafkaLedger.open(user("writer", PASSWORD))) {
            broker.forbid("reader", topic, AclOperation.READ);
            await().untilAsserted(() -> assertThatThrownBy(
                            () -> KafkaLedger.open(user("reader", PASSWORD)).close())
                    .isInstanceOf(LedgerException.Denied.class));
            submit(writer, "orders");
            submit(writer, "billing");
            assertThat(reader.state().service(new ServiceName("billing"))).isNull();
            broker.allow("reader", topic, AclOperation.READ);

            await().untilAsserted(() -> assertThat(reader.state().service(new ServiceName("billing")))
                    .isNotNull());
        }
    }

    @Test
    void namesTheRightThatIsMissing() throws Exception {
        assertDenied(
                () -> KafkaLedger.open(user("nobody", PASSWORD)),
                "user nobody may not see topic " + topic,
                "--operation Describe --topic " + topic);

        broker.allow("nobody", topic, AclOperation.DESCRIBE);
        awaitDenied("may not see the settings of topic", "--operation DescribeConfigs");

        broker.allow("nobody", topic, AclOperation.DESCRIBE_CONFIGS);
        awaitDenied("may not read topic", "--operation Read");

        String other = TestBroker.freshTopic();
        broker.allow("nobody", other, AclOperation.DESCRIBE);
        await().untilAsserted(() -> assertDenied(
                () -> KafkaLedger.initialise(
                        new KafkaSettings(other, user("nobody", PASSWORD).clients()), "test", LedgerSpec.ANN),
                "user nobody may not create topic " + other,
                "--operation Create"));
    }

    @Test
    void needsForBackupsWhatTheGuideSays() throws Exception {
        Path backup = folder.resolve(topic);
        new LedgerExport(user("reader", PASSWORD), "test").to(backup, records -> {});

        String copy = TestBroker.freshTopic();
        KafkaSettings founder =
                new KafkaSettings(copy, user("founder", PASSWORD).clients());
        broker.allow("founder", copy, INIT);
        await().ignoreExceptions()
                .untilAsserted(() -> assertDenied(
                        () -> new LedgerImport(founder).from(backup, SILENT),
                        "user founder may not change the settings of topic " + copy,
                        "--operation AlterConfigs"));

        broker.allow("founder", copy, AclOperation.ALTER_CONFIGS);
        await().ignoreExceptionsInstanceOf(LedgerException.Denied.class)
                .until(() -> new LedgerImport(founder).from(backup, SILENT) == 1);
    }

    @Test
    void needsForANewLedgerWhatTheGuideSays() throws Exception {
        String fresh = TestBroker.freshTopic();
        broker.allow("founder", fresh, INIT);
        KafkaSettings founder =
                new KafkaSettings(fresh, user("founder", PASSWORD).clients());

        await().ignoreExceptionsInstanceOf(LedgerException.Denied.class)
                .until(() -> KafkaLedger.initialise(founder, "test", LedgerSpec.ANN));
    }

    @Test
    void needsForTelemetryWhatTheGuideSaysAndGoesOnWithout() throws Exception {
        KafkaSettings agent = user("writer", PASSWORD);
        KafkaSettings operator = user("reader", PASSWORD);
        String telemetry = String.valueOf(operator.telemetry());
        assertThat(TelemetryTopic.tryCreate(agent)).isFalse();
        try (TelemetryReader deaf = new TelemetryReader(operator)) {
            assertThat(deaf.newest(Duration.ofSeconds(10))).isEmpty();
            assertThat(deaf.problem()).hasValueSatisfying(problem -> assertThat(problem)
                    .contains("this user may not use topic " + telemetry));
        }

        broker.allow("writer", telemetry, AclOperation.CREATE, AclOperation.WRITE);
        broker.allow("reader", telemetry, AclOperation.READ);
        await().until(() -> TelemetryTopic.tryCreate(agent));
        TargetId target = TargetId.parse("orders@eu-1");
        try (Telemetry writer = TelemetryWriter.of(agent)) {
            writer.publish(TargetReport.of(target, Instant.EPOCH, new Activity.Idle()));
            await().untilAsserted(() -> {
                try (TelemetryReader reader = new TelemetryReader(operator)) {
                    assertThat(reader.newest(Duration.ofSeconds(10))).containsOnlyKeys(target);
                }
            });
        }
    }

    @Test
    void refusesAWrongPassword() {
        assertDenied(
                () -> KafkaLedger.open(user("reader", "wrong-secret")),
                "Kafka at %s doesn't let user reader in: ".formatted(broker.sasl()),
                "kafka.sasl.jaas.config");
        assertDenied(
                () -> RawRecord.read(user("reader", "wrong-secret"), 0),
                "doesn't let user reader in",
                "kafka.sasl.jaas.config");
    }

    @Test
    void keepsSecretsOutOfLogsAndMessages() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        listen(lines);
        try (KafkaLedger ledger = KafkaLedger.open(user("writer", PASSWORD))) {
            submit(ledger, "orders");
        } finally {
            CLIENT_LOGS.forEach(name -> {
                logger(name).detachAppender(lines);
                logger(name).setLevel(null);
                logger(name).setAdditive(true);
            });
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("sasl.jaas.config = [hidden]"))
                .noneMatch(line -> line.contains(PASSWORD));

        KafkaSettings broken = withJaas("ScramLoginModule required username=\"reader\" password=" + PASSWORD + " x;");
        assertThatThrownBy(() -> KafkaLedger.open(broken))
                .isInstanceOf(LedgerException.Unavailable.class)
                .hasMessageContaining("sasl.jaas.config can't be read")
                .hasNoCause();
    }

    @Test
    void knowsAUserByTheCertificate() throws Exception {
        Map<String, String> clients = Map.of(
                "bootstrap.servers", broker.tls(),
                "security.protocol", "SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", broker.certificate(),
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", broker.usersCertificate(),
                "ssl.keystore.key", broker.usersKey());
        assertDenied(
                () -> KafkaLedger.open(new KafkaSettings(topic, clients)),
                "this client may not see topic " + topic,
                "--allow-principal User:NAME");

        broker.allow(SecuredBroker.CERTIFIED, topic, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);
        await().ignoreExceptions().untilAsserted(() -> {
            try (KafkaLedger ledger = KafkaLedger.open(new KafkaSettings(topic, clients))) {
                assertThat(ledger.state().opened()).isNotNull();
            }
        });
    }

    @Test
    void remindsOfTheProtocolWhenAnUnsecuredClientGetsNoAnswer() {
        assertThatThrownBy(() -> KafkaLedger.open(KafkaSettings.of(broker.sasl(), topic)))
                .isInstanceOfSatisfying(LedgerException.Unavailable.class, e -> assertThat(e.nextStep())
                        .contains("whether they ask for TLS or a password (kafka.security.protocol)"));
    }

    @Test
    void refusesABrokerWhoseCertificateItDoesNotTrust() {
        Map<String, String> clients = Map.of("bootstrap.servers", broker.tls(), "security.protocol", "SSL");
        assertDenied(
                () -> KafkaLedger.open(new KafkaSettings(topic, clients)),
                "no TLS connection to Kafka at %s: unable to find valid certification path".formatted(broker.tls()),
                "kafka.ssl.truststore.*");
    }

    private static void listen(ListAppender<ILoggingEvent> lines) {
        CLIENT_LOGS.forEach(name -> {
            logger(name).addAppender(lines);
            logger(name).setLevel(Level.DEBUG);
            logger(name).setAdditive(false);
        });
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private void awaitOpen(String user) {
        await().ignoreExceptions().until(() -> {
            KafkaLedger.open(user(user, PASSWORD)).close();
            return true;
        });
    }

    private void awaitDenied(String message, String nextStep) {
        await().untilAsserted(() -> assertDenied(() -> KafkaLedger.open(user("nobody", PASSWORD)), message, nextStep));
    }

    private static void assertDenied(ThrowingCallable call, String message, String nextStep) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(LedgerException.Denied.class, e -> assertThat(e.nextStep())
                        .contains(nextStep))
                .hasMessageContaining(message);
    }

    private static Reply<String> submit(KafkaLedger ledger, String service) {
        return ledger.submit(LedgerSpec.ANN, Command.of(Events.service(service), ""));
    }

    private KafkaSettings user(String name, String password) {
        return withJaas(
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(name, password));
    }

    private KafkaSettings withJaas(String jaas) {
        try {
            return new KafkaSettings(
                    topic,
                    Map.of(
                            "bootstrap.servers",
                            broker.sasl(),
                            "security.protocol",
                            "SASL_SSL",
                            "sasl.mechanism",
                            "SCRAM-SHA-512",
                            "sasl.jaas.config",
                            jaas,
                            "ssl.truststore.type",
                            "PEM",
                            "ssl.truststore.certificates",
                            broker.certificate()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
