package dev.quipu.consumers.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.LedgerExport;
import dev.quipu.ledger.kafka.LedgerImport;
import dev.quipu.ledger.kafka.RawTopic;
import dev.quipu.ledger.kafka.TestKeys;
import dev.quipu.ledger.local.TestBroker;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.CheckpointState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A ledger of its own with identities, and the folders of its notary. */
final class Scene implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofDays(1);

    final TestKeys keys = new TestKeys();
    final KafkaSettings kafka;
    final Path folder;
    private @Nullable KafkaLedger ledger;

    /** @param folder for all files */
    Scene(Path folder) {
        this.folder = folder;
        this.kafka = KafkaSettings.of(TestBroker.bootstrapServers(), TestBroker.freshTopic())
                .withKeyring(keys);
        assertThat(KafkaLedger.initialise(kafka, "test", LedgerSpec.ANN)).isTrue();
    }

    /** The same, with the notary's key enrolled. */
    static Scene withNotary(Path folder) {
        Scene scene = new Scene(folder);
        scene.enrol();
        return scene;
    }

    void enrol() {
        submit(new KeyEnrolled(
                Actor.NOTARY.id(),
                Actor.NOTARY.kind(),
                keys.signer(Actor.NOTARY).publicKey(),
                List.of(Grant.everywhere(Role.NOTARY)),
                null));
    }

    KafkaLedger ledger() {
        KafkaLedger open = ledger;
        if (open == null) {
            open = KafkaLedger.open(kafka);
            ledger = open;
        }
        return open;
    }

    void submit(LedgerEvent event) {
        assertThat(ledger().submit(LedgerSpec.ANN, Command.of(event, ""))).isInstanceOf(Reply.Done.class);
    }

    void remark(int times) {
        for (int i = 0; i < times; i++) {
            submit(new NoteAdded(StreamId.LEDGER, "remark " + i));
        }
    }

    NotarySettings settings(int entries, Duration interval, WitnessAddress... witnesses) {
        return new NotarySettings(
                folder.resolve("state"), folder.resolve("published"), entries, interval, List.of(witnesses));
    }

    /** A notary that signs after so many entries. */
    Notary everyEntries(int entries, WitnessAddress... witnesses) {
        return Notary.start(ledger(), kafka, settings(entries, NEVER, witnesses));
    }

    /** A notary that signs as soon as there is something. */
    Notary atOnce(WitnessAddress... witnesses) {
        return Notary.start(ledger(), kafka, settings(NotarySettings.MOST_ENTRIES, Duration.ofMillis(20), witnesses));
    }

    /** A notary that writes into a ledger that is not what it seems. */
    Notary atOnce(Ledger other) {
        return Notary.start(other, kafka, settings(NotarySettings.MOST_ENTRIES, Duration.ofMillis(20)));
    }

    NoteVerifierKey vkey() {
        return LedgerOrigin.key(
                Objects.requireNonNull(ledger().state().id()),
                keys.signer(Actor.NOTARY).publicKey());
    }

    CheckpointState awaitCheckpointOf(long size) {
        return Objects.requireNonNull(await().atMost(PATIENCE)
                .until(() -> ledger().state().checkpoint(), newest -> newest != null && newest.size() >= size));
    }

    /** How many checkpoints the ledger has. */
    long checkpoints() {
        return ledger().state().revision(StreamId.CHECKPOINT);
    }

    SignedNote note(String file) throws IOException, NoteException {
        return SignedNote.parse(Files.readAllBytes(folder.resolve(file)));
    }

    Checkpoint verified(String file) throws IOException, NoteException {
        return Checkpoint.open(note(file), List.of(vkey()));
    }

    /** Saves the log as it is. */
    Path save() throws IOException {
        Path file = folder.resolve("saved");
        new LedgerExport(kafka, "test").to(file, records -> {});
        return file;
    }

    /** Puts a log in the place of the one that is there. */
    void replaceBy(Path saved) throws Exception {
        close();
        new RawTopic(kafka).delete();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> restore(saved) > 0);
    }

    private long restore(Path saved) throws IOException {
        return new LedgerImport(kafka).from(saved, new LedgerImport.Progress() {
            @Override
            public void phase(String name) {}

            @Override
            public void records(long done) {}
        });
    }

    @Override
    public void close() {
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }
}
