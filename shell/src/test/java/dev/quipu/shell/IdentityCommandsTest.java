package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFile;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.key.PrivateKey;
import dev.quipu.ledger.key.PublicKeyText;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.config.QuipuHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandsTest {

    private static final Actor BEN = new Actor("ben", ActorKind.HUMAN);

    @TempDir
    Path home;

    @TempDir
    Path folder;

    private OperatorShell shell;

    @BeforeEach
    void start() throws IOException {
        shell = new OperatorShell(home);
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void whoMakesALedgerFoundsIt() {
        done("ledger", "init");

        assertThat(done("key", "list", "-o", "csv").out())
                .contains("ana,human,\"author approver operator admin\",,\"SHA256:");
        assertThat(done("login", "ana").err())
                .contains("ana acts here")
                .contains("Roles: author approver operator admin.");
        assertThat(new QuipuHome(home).keys().resolve("ana.key")).exists();
    }

    @Test
    void aLedgerWithoutIdentitiesSaysSoAndGetsThemWithItsFirstKey() throws IOException {
        done("ledger", "init", "--without-identities");
        shell.close();
        shell = OperatorShell.ofTopic(home, shell.topic());

        assertThat(done("status").err()).contains("This ledger has no identities");
        assertThat(done("key", "list").err()).contains("key enroll ana");
        refuses(ExitCode.REFUSED, "no policy", "policy", "set", "--reason", "x");
        assertThat(done("key", "enroll", "ana").err()).contains("as author approver operator admin");
        shell.close();
        shell = OperatorShell.ofTopic(home, shell.topic());
        assertThat(done("status").err()).doesNotContain("identities");
    }

    @Test
    void anotherPairOfEyesIsNeededAsSoonAsThereIsOne() throws IOException {
        change();
        done("key", "create", "ben");
        done("key", "enroll", "ben", "--role", "approver:service:orders", "--role", "author");

        refuses(ExitCode.REFUSED, "an author's own approval doesn't count", "change", "approve", "orders/1");
        assertThat(done("change", "approve", "orders/1", "--emergency", "the shop is down")
                        .err())
                .contains("somebody else must review it");
        assertThat(done("change", "emergencies", "-o", "csv").out()).contains("orders/1,ana,");
        assertThat(done("change", "show", "orders/1").out()).contains("the shop is down");
        refuses(ExitCode.REFUSED, "may not review that", "change", "review", "orders/1", "--comment", "fine");
        as(BEN, new EmergencyReviewed(ChangeId.parse("orders/1"), "right"));
        assertThat(done("change", "emergencies").err()).contains("No emergency approval waits");
    }

    @Test
    void aPolicyMayAskForTwo() throws IOException {
        change();
        done("policy", "set", "--service", "orders", "--approvals", "2", "--self-approval", "always", "--reason", "x");

        assertThat(done("change", "approve", "orders/1").err()).contains("the policy asks for more people");
        refuses(ExitCode.REFUSED, "ana has approved orders/1 already", "change", "approve", "orders/1");
        assertThat(done("policy", "show", "-o", "csv").out()).contains("orders,2,always");
    }

    @Test
    void aKeyIsEnrolledByItsPublicHalfAndRevoked() throws IOException {
        done("ledger", "init");
        String line = PublicKeyText.format(PrivateKey.generate().publicKey(), "ben");
        Path file = Files.writeString(folder.resolve("ben.pub"), line + "\n");

        done("key", "enroll", "ben", "--role", "auditor", "--public-key", file.toString());
        assertThat(done("key", "enroll", "ben", "--role", "author", "--public-key", line)
                        .err())
                .contains("as author.");
        refuses(ExitCode.USAGE, "Add --yes to confirm", "key", "revoke", "ben", "--reason", "left");
        done("key", "revoke", "ben", "--reason", "left", "--yes");
        refuses(ExitCode.USAGE, "no key of ben is in force", "key", "revoke", "ben", "--reason", "left", "--yes");
        assertThat(done("key", "list", "-o", "csv").out()).doesNotContain("ben");
        assertThat(done("key", "list", "--all", "-o", "csv").out()).contains("ben");
    }

    @Test
    void mistakesSayWhatToDo() throws IOException {
        done("ledger", "init");

        refuses(ExitCode.USAGE, "there are author, approver", "key", "enroll", "ben", "--role", "king");
        refuses(ExitCode.USAGE, "key create ben", "key", "enroll", "ben", "--role", "author");
        refuses(ExitCode.USAGE, "is no Ed25519 public key", "key", "enroll", "b", "--public-key", "ssh-rsa AAAA b");
        refuses(ExitCode.USAGE, "can't read the public key", "key", "enroll", "b", "--public-key", "nowhere.pub");
        refuses(ExitCode.REFUSED, "is the last key", "key", "revoke", "ana", "--reason", "x", "--yes");
        refuses(ExitCode.USAGE, "there is a key", "key", "create", "ana");
        refuses(ExitCode.USAGE, "the configuration says that ana acts here", "login", "ben");
        refuses(ExitCode.USAGE, "there is no key", "login", "ana2", "--ssh-key", "nowhere");
        Path key = new QuipuHome(home).keys().resolve("ana.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        shell.close();
        shell = OperatorShell.ofTopic(home, shell.topic());
        refuses(ExitCode.REFUSED, "is open to other users", "service", "add", "orders");
    }

    @Test
    void whoHasNoKeyHereWritesNothing() throws IOException {
        done("ledger", "init");
        Files.move(new QuipuHome(home).keys().resolve("ana.key"), folder.resolve("elsewhere.key"));
        shell.close();
        shell = OperatorShell.ofTopic(home, shell.topic());

        refuses(ExitCode.REFUSED, "the entry of ana is not signed", "service", "add", "orders");
        done("login", "ana", "--ssh-key", folder.resolve("elsewhere.key").toString());
        done("service", "add", "orders");
        assertThat(KeyFile.read(folder.resolve("elsewhere.key"))).isNotNull();
    }

    private void change() throws IOException {
        done("ledger", "init");
        done("service", "add", "orders");
        done(
                "change",
                "propose",
                ChangeTexts.write(folder, "orders", 1, "SELECT 1;", "SELECT 1;").toString());
    }

    private void as(Actor actor, EmergencyReviewed event) {
        KafkaSettings settings = KafkaSettings.of(TestBroker.bootstrapServers(), shell.topic())
                .withKeyring(new KeyFolder(new QuipuHome(home).keys(), null));
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            assertThat(ledger.submit(actor, Command.of(event, ""))).isInstanceOf(Reply.Done.class);
        }
    }

    private Ended done(String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private void refuses(ExitCode code, String message, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.err()).contains(message);
        assertThat(ended.code()).isEqualTo(code);
    }
}
