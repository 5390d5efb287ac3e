package dev.quipu.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.LedgerTopic;
import dev.quipu.ledger.kafka.LogLeaves;
import dev.quipu.ledger.kafka.LoggedLeaf;
import dev.quipu.ledger.kafka.TestKeys;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.FrontierBuilder;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    private final TestKeys keys = new TestKeys();

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic(keys);

    @TempDir
    private Path folder;

    private @Nullable KafkaLedger open;

    @BeforeEach
    void writeALedger() throws Exception {
        open = topic.initialise();
        submit(new KeyEnrolled(
                Actor.NOTARY.id(),
                Actor.NOTARY.kind(),
                keys.signer(Actor.NOTARY).publicKey(),
                List.of(Grant.everywhere(Role.NOTARY)),
                null));
        for (LedgerEvent event : Events.orders(Events.approved("orders/1", "orders/2"))) {
            submit(event);
        }
        sign();
    }

    private KafkaLedger ledger() {
        return Objects.requireNonNull(open);
    }

    private void submit(LedgerEvent event) {
        ledger().submit(LedgerSpec.ANN, Command.of(event, ""));
    }

    /** A checkpoint of all that is in the log. */
    private void sign() throws Exception {
        FrontierBuilder tree = new FrontierBuilder();
        try (LogLeaves log = LogLeaves.open(topic.settings())) {
            while (!log.hasAll()) {
                for (LoggedLeaf leaf : log.next(Duration.ofSeconds(10))) {
                    tree.append(leaf.hash().toBytes(), 0);
                }
            }
        }
        UUID ledger = Objects.requireNonNull(ledger().state().id());
        String note = new Checkpoint(LedgerOrigin.of(ledger), tree.size(), tree.root())
                .sign(LedgerOrigin.signer(ledger, keys.signer(Actor.NOTARY)))
                .toString();
        CheckpointSigned event = new CheckpointSigned(tree.size(), tree.root(), note);
        assertThat(ledger().append(new Entry(
                                UUID.randomUUID(),
                                Instant.now(),
                                Actor.NOTARY,
                                event.stream(),
                                null,
                                null,
                                null,
                                event))
                        .get())
                .isInstanceOf(Outcome.Accepted.class);
    }

    private NoteVerifierKey vkey() {
        return LedgerOrigin.key(
                Objects.requireNonNull(ledger().state().id()),
                keys.signer(Actor.NOTARY).publicKey());
    }

    private Path export(String name, Instant from, Instant to, @Nullable Path previous) throws Exception {
        Path made = folder.resolve(name);
        EvidenceRequest request = new EvidenceRequest(ledger().state(), from, to, previous, "ann", Instant.now());
        new EvidenceExport(topic.settings(), request).to(made, read -> {});
        return made;
    }

    private Path export(String name) throws Exception {
        return export(name, Instant.EPOCH, Instant.now().plusSeconds(60), null);
    }

    @Test
    void aPackageProvesItsRecords() throws Exception {
        assertThat(new EvidenceCheck(export("all"), vkey()).run())
                .anySatisfy(line -> assertThat(line).contains("signed with the key that you gave"))
                .anySatisfy(line -> assertThat(line).contains("The 9 records from entry 0 on are all that the log has"))
                .anySatisfy(line -> assertThat(line).contains("9 of them are signed"))
                .anySatisfy(line -> assertThat(line).contains("4 proofs of single entries"));
    }

    @Test
    void soDoesOneOfAPartOfTheLog() throws Exception {
        Instant middle = afterTheLast();
        for (int i = 0; i < 5; i++) {
            submit(new NoteAdded(StreamId.LEDGER, "note " + i));
        }
        Instant late = afterTheLast();
        submit(new NoteAdded(StreamId.LEDGER, "later"));
        sign();

        assertThat(new EvidenceCheck(export("part", middle, late, null), vkey()).run())
                .anySatisfy(line -> assertThat(line).contains("records from entry 10 on"));
        assertThat(new EvidenceCheck(export("none", late.plusSeconds(60), late.plusSeconds(90), null), vkey()).run())
                .anySatisfy(line -> assertThat(line).contains("The 0 records"));
    }

    /** A time that the broker's clock, which counts milliseconds, has reached and no record has. */
    private Instant afterTheLast() {
        Instant after = ledger().state().lastAt().plusMillis(1);
        await().until(() -> !Instant.now().isBefore(after));
        return after;
    }

    @Test
    void theNextPackageContainsTheOneBefore() throws Exception {
        Path first = export("first");
        submit(new NoteAdded(StreamId.LEDGER, "more"));
        sign();

        assertThat(new EvidenceCheck(
                                export("second", Instant.EPOCH, Instant.now().plusSeconds(60), first), vkey())
                        .run())
                .anySatisfy(line -> assertThat(line).contains("contains all of the previous package's, which had 9"));
    }

    @Test
    void whatIsNotCoveredYetIsNotHandedOut() throws Exception {
        submit(new NoteAdded(StreamId.LEDGER, "too late"));

        assertThatThrownBy(() -> export("all"))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("the newest checkpoint covers 9 entries, and entry 10 is of the period too");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anyAlteredFileIsFound() throws Exception {
        Path first = export("first");
        submit(new NoteAdded(StreamId.LEDGER, "more"));
        sign();
        Path made = export("second", Instant.EPOCH, Instant.now().plusSeconds(60), first);
        for (String name : EvidenceFolder.files(made)) {
            Path file = made.resolve(name);
            byte[] good = Files.readAllBytes(file);
            Files.write(file, altered(good));
            assertThat(catchThrowable(() -> new EvidenceCheck(made, vkey()).run()))
                    .as(name)
                    .isInstanceOf(EvidenceException.class)
                    .hasMessageContaining(name);
            Files.write(file, good);
        }
    }

    /** Whoever alters a file mends the list of digests as well. */
    @Test
    void soIsAnythingThatProvesSomethingIfTheDigestsAreMended() throws Exception {
        Path first = export("first");
        submit(new NoteAdded(StreamId.LEDGER, "more"));
        sign();
        Path made = export("second", Instant.EPOCH, Instant.now().plusSeconds(60), first);
        for (String name : EvidenceFolder.files(made)) {
            boolean proves = name.startsWith("proofs/")
                    || List.of("records.jsonl", "checkpoint", "tree-after.txt", "consistency", "previous-checkpoint")
                            .contains(name);
            Path file = made.resolve(name);
            byte[] good = Files.readAllBytes(file);
            if (proves && good.length > 0) {
                Files.write(file, altered(good));
                EvidenceFolder.seal(made);
                assertThat(catchThrowable(() -> new EvidenceCheck(made, vkey()).run()))
                        .as("%s: %s", name, new String(altered(good), StandardCharsets.UTF_8))
                        .isInstanceOf(EvidenceException.class);
                assertPythonFinds(made, name);
                Files.write(file, good);
                EvidenceFolder.seal(made);
            }
        }
    }

    /** A letter in the middle that still is one. */
    private static byte[] altered(byte[] good) {
        if (good.length == 0) {
            return new byte[] {'\n'};
        }
        byte[] bad = good.clone();
        int place = bad.length / 2;
        while (!Character.isLetterOrDigit(bad[place])) {
            place++;
        }
        bad[place] = (byte) (bad[place] == 'a' ? 'b' : 'a');
        return bad;
    }

    private static void assertPythonFinds(Path made, String name) throws Exception {
        boolean theNotes = name.equals("checkpoint") || name.equals("previous-checkpoint");
        if (!theNotes && hasPython()) { // a note's signature is for another tool
            assertThat(python(made).exit()).as(name).isNotZero();
        }
    }

    @Test
    void aPackageIsVerifiedWithoutUs() throws Exception {
        assumeTrue(hasPython(), "python3 is not installed");
        Path first = export("first");
        submit(new NoteAdded(StreamId.LEDGER, "more"));
        sign();

        Ran ran = python(export("second", Instant.EPOCH, Instant.now().plusSeconds(60), first));
        assertThat(ran.exit()).as(ran.printed()).isZero();
        assertThat(ran.printed()).contains("RIGHT: 11 records from entry 0 on, 4 proofs; the log has 11 records");
    }

    private record Ran(int exit, String printed) {}

    private static Ran python(Path made) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "python3", made.resolve("verify.py").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), printed);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
