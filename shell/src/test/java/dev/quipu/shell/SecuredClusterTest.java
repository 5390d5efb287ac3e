package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.local.SecuredBroker;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a cluster with TLS, logins and ACLs, configured by one file and secrets in others. */
class SecuredClusterTest {

    private static final String TOPIC = TestBroker.freshTopic();
    private static final String PASSWORD = "only-in-a-file";

    @TempDir
    private static Path folder;

    private static SecuredBroker broker;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws Exception {
        broker = SecuredBroker.start(folder);
        Files.writeString(folder.resolve("ca.pem"), broker.certificate());
        KafkaLedger.initialise(KafkaSettings.of(broker.open(), TOPIC), "test", LedgerSpec.ANN);
        broker.allow("reader", TOPIC, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);
        broker.allow("writer", TOPIC, AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);
        broker.user("nobody", PASSWORD);
        broker.user("reader", PASSWORD);
        broker.user("writer", PASSWORD);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void doesWhatEachUserMay() throws Exception {
        try (OperatorShell writer = shell("writer")) {
            assertThat(writer.run("service", "add", "orders").code()).isEqualTo(ExitCode.DONE);
            assertThat(writer.run("ledger", "check").code()).isEqualTo(ExitCode.DONE);
        }
        try (OperatorShell reader = shell("reader")) {
            assertThat(reader.run("service", "list").out()).contains("orders");
            assertThat(reader.run("ledger", "check").out()).contains("may read and not write");
            Ended refused = reader.run("service", "add", "billing");
            assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains("user reader may not write to topic " + TOPIC)
                    .contains("kafka-acls.sh")
                    .doesNotContain(PASSWORD);
        }
        try (OperatorShell nobody = shell("nobody")) {
            Ended refused = nobody.run("ledger", "info");
            assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains("user nobody may not see topic " + TOPIC);
        }
    }

    @Test
    void refusesASecretThatOthersMayRead() throws Exception {
        try (OperatorShell reader = shell("reader")) {
            Files.setPosixFilePermissions(home.resolve("login"), PosixFilePermissions.fromString("rw-r--r--"));
            Ended refused = reader.run("ledger", "info");
            assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("quipu.properties:4: ").contains("chmod 600");
        }
    }

    private OperatorShell shell(String user) throws Exception {
        OperatorShell shell = new OperatorShell(home);
        Path login = home.resolve("login");
        Files.writeString(
                login,
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";%n"
                        .formatted(user, PASSWORD));
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                home.resolve("quipu.properties"), """
                    kafka.bootstrap.servers=%s
                    kafka.security.protocol=SASL_SSL
                    kafka.sasl.mechanism=SCRAM-SHA-512
                    kafka.sasl.jaas.config-file=%s
                    kafka.ssl.truststore.type=PEM
                    kafka.ssl.truststore.certificates-file=%s
                    ledger.topic=%s
                    actor=ana
                    """.formatted(broker.sasl(), login, folder.resolve("ca.pem"), TOPIC));
        return shell;
    }
}
