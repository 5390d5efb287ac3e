package dev.quipu.consumers.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.state.CheckpointState;
import dev.quipu.ledger.state.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notary signs what the log is, as long as it is the one that it has signed before. */
class NotaryTest {

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void foundALedger() {
        scene = Scene.withNotary(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void signsAfterSoManyEntries() throws Exception {
        try (Notary notary = scene.everyEntries(5)) {
            scene.remark(3);
            CheckpointState newest = scene.awaitCheckpointOf(5);

            Checkpoint published = scene.verified("published/checkpoint");
            assertThat(published.size()).isEqualTo(newest.size());
            assertThat(published.root()).isEqualTo(newest.root());
            assertThat(scene.note("state/last.checkpoint")).hasToString(newest.note());
            assertThat(scene.verified("published/checkpoints/" + CheckpointFolder.fileName(newest.size())))
                    .isEqualTo(published);
            assertThat(folder.resolve("published/vkey")).hasContent(scene.vkey() + "\n");
            notary.requireWorking();
        }
    }

    @Test
    void signsAfterATimeAndNeverBecauseOfACheckpoint() {
        try (Notary notary = scene.atOnce()) {
            scene.awaitCheckpointOf(2);
            await().during(Duration.ofMillis(500)).until(() -> scene.checkpoints() == 1);

            scene.remark(1);
            scene.awaitCheckpointOf(4);
            await().during(Duration.ofMillis(500)).until(() -> scene.checkpoints() == 2);
            notary.requireWorking();
        }
    }

    @Test
    void goesOnWhereItWas() throws Exception {
        try (Notary notary = scene.atOnce()) {
            scene.awaitCheckpointOf(2);
            notary.requireWorking();
        }
        Checkpoint before = scene.verified("published/checkpoint");

        try (Notary notary = scene.atOnce()) {
            await().during(Duration.ofMillis(500)).until(() -> scene.checkpoints() == 1);
            scene.remark(2);
            scene.awaitCheckpointOf(before.size() + 3);
            notary.requireWorking();
        }
        assertThat(folder.resolve("published/checkpoints").toFile().list()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aCheckpointThatWasSignedBeforeItDiedIsPublished() throws Exception {
        try (Notary notary = scene.atOnce(deafLedger())) {
            await().atMost(Scene.PATIENCE).until(() -> Files.exists(folder.resolve("state/last.checkpoint")));
            notary.requireWorking();
        }
        Files.deleteIfExists(folder.resolve("published/checkpoint"));
        SignedNote signed = scene.note("state/last.checkpoint");
        assertThat(scene.checkpoints()).isZero();

        try (Notary notary = scene.everyEntries(1_000)) {
            assertThat(scene.awaitCheckpointOf(1).note()).isEqualTo(signed.toString());
            assertThat(scene.note("published/checkpoint")).isEqualTo(signed);
            notary.requireWorking();
        }
    }

    /** A ledger that takes nothing in. */
    private Ledger deafLedger() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("append")) {
                        return CompletableFuture.failedFuture(
                                new LedgerException.Unavailable("no broker answers", "Wait.", null));
                    }
                    try {
                        return method.invoke(scene.ledger(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void anOutageOfTheLedgerIsWaitedFor() {
        try (Notary notary = scene.atOnce(deafLedger())) {
            await().atMost(Scene.PATIENCE).until(() -> Files.exists(folder.resolve("published/checkpoint")));
            notary.requireWorking();
        }
    }

    @Test
    void aFileOfHashesOfAnotherLogIsPutRight() throws Exception {
        try (Notary notary = scene.atOnce()) {
            scene.awaitCheckpointOf(2);
            notary.requireWorking();
        }
        Path hashes = folder.resolve("state/hashes");
        try (Scene other = Scene.withNotary(Files.createDirectories(folder.resolve("other")))) {
            other.remark(20);
            try (Notary notary = other.atOnce()) {
                other.awaitCheckpointOf(20);
                notary.requireWorking();
            }
        }
        Files.delete(hashes);
        Files.move(folder.resolve("other/state/hashes"), hashes);

        scene.remark(1);
        try (Notary notary = scene.atOnce()) {
            scene.awaitCheckpointOf(4);
            notary.requireWorking();
        }
    }

    @Test
    void aLogThatWasCutOffIsNotSigned() throws Exception {
        Path saved = scene.save();
        signSome(5);

        scene.replaceBy(saved);

        assertStops("was cut off or made anew: it has 2 records, and this notary signed");
    }

    @Test
    void aLogThatWasRewrittenIsNotSigned() throws Exception {
        Path saved = scene.save();
        signSome(5);

        scene.replaceBy(saved);
        scene.remark(20);

        assertStops("are not those that this notary signed");
    }

    @Test
    void whatIsPublishedIsRemembered() throws Exception {
        Path saved = scene.save();
        signSome(5);
        Files.delete(folder.resolve("state/last.checkpoint"));

        scene.replaceBy(saved);

        assertStops("was cut off or made anew");
    }

    @Test
    void anotherLedgerInThePlaceIsNotSigned() throws Exception {
        signSome(1);
        scene.close();

        Scene other = new Scene(folder);
        other.keys.signer(Actor.NOTARY);
        other.enrol();
        scene = other;

        assertStops("this notary signed for quipu-ledger/");
    }

    @Test
    void aMemoryThatCantBeReadIsNoReasonToGoOn() throws Exception {
        signSome(1);
        Files.writeString(folder.resolve("state/last.checkpoint"), "?\n");

        assertStops("can't be read");
    }

    private void signSome(int remarks) {
        try (Notary notary = scene.atOnce()) {
            scene.remark(remarks);
            scene.awaitCheckpointOf(remarks + 2L);
            notary.requireWorking();
        }
    }

    private void assertStops(String message) {
        try (Notary notary = scene.atOnce()) {
            await().atMost(Scene.PATIENCE).untilAsserted(() -> assertThatThrownBy(notary::requireWorking)
                    .isInstanceOfSatisfying(LedgerException.Unusable.class, e -> assertThat(e.nextStep())
                            .isNotBlank())
                    .hasMessageContaining(message));
        }
    }

    @Test
    void aWrongRootIsVoidAndStopsItsNotary() {
        UUID id = Objects.requireNonNull(scene.ledger().state().id());
        Checkpoint wrong = new Checkpoint(LedgerOrigin.of(id), 2, Digest.of(new byte[] {1}));
        SignedNote note = wrong.sign(LedgerOrigin.signer(id, scene.keys.signer(Actor.NOTARY)));
        CheckpointSigned event = new CheckpointSigned(2, wrong.root(), note.toString());

        Outcome outcome = scene.ledger()
                .append(new Entry(
                        UUID.randomUUID(), Instant.now(), Actor.NOTARY, event.stream(), null, null, null, event))
                .join();

        assertThat(outcome).isInstanceOf(Outcome.Voided.class);
        assertThat(scene.ledger().state().authority().dispute()).isNotNull();
        assertStops("this notary signed another log than the ledger's first 2 records");
    }

    @Test
    void waitsForItsKeyAndAfterItIsRevoked() {
        try (Scene without = new Scene(folder.resolve("without"));
                Notary notary = without.atOnce()) {
            without.remark(1);
            await().during(Duration.ofMillis(300)).until(() -> without.checkpoints() == 0);

            without.enrol();
            without.awaitCheckpointOf(3);
            notary.requireWorking();

            without.submit(new KeyRevoked(without.keys.signer(Actor.NOTARY).publicKey(), "lost"));
            long before = without.checkpoints();
            without.remark(1);
            await().during(Duration.ofMillis(300)).until(() -> without.checkpoints() == before);
            notary.requireWorking();
        }
    }

    @Test
    void twoNotariesOfTheSameFolderDontGetInEachOthersWay() {
        try (Notary one = scene.atOnce();
                Notary two = scene.atOnce()) {
            scene.remark(3);
            scene.awaitCheckpointOf(5);
            one.requireWorking();
            two.requireWorking();
        }
    }
}
