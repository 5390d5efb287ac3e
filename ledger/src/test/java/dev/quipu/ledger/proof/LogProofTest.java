package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.key.PrivateKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogProofTest {

    private static final int SIZE = 109;
    private static final long INDEX = 73;
    private static final List<Digest> LEAVES = NaiveTree.leaves(SIZE);
    private static final Digest LEAF = LEAVES.get((int) INDEX);
    private static final Digest ROOT = NaiveTree.root(LEAVES);
    private static final NoteSigner LOG = new NoteSigner("ledger.example", PrivateKey.generate());
    private static final PrivateKey WITNESS = PrivateKey.generate();
    private static final NoteVerifierKey WITNESS_KEY = Cosignature.key("witness.example", WITNESS.publicKey());
    private static final Checkpoint CHECKPOINT = new Checkpoint("ledger.example", SIZE, ROOT);

    @Test
    void aProofIsWrittenAsTheFormatSays() throws IOException {
        InclusionProof proof = new InclusionProof(1, 2, List.of(Leaf.ABSENT));
        SignedNote note = new SignedNote("origin\n2\nroot\n", List.of(new NoteSignature("name", "AAAAAAA=")));

        assertThat(LogProof.of(new byte[] {1}, proof, note)).hasToString("""
            c2sp.org/tlog-proof@v1
            extra AQ==
            index 1
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

            origin
            2
            root

            — name AAAAAAA=
            """);
    }

    @Test
    void proofsComeBackFromTheirBytesAndVerify() throws IOException, NoteException {
        for (byte[] extra : List.of(new byte[0], new byte[] {1, 2, 3})) {
            LogProof proof = LogProof.of(extra, inclusion(), cosigned());
            LogProof read = LogProof.parse(proof.toBytes());

            assertThat(read).isEqualTo(proof);
            assertThat(read.extraBytes()).isEqualTo(extra);
            assertThat(read.verify(LEAF, LOG.key(), List.of(WITNESS_KEY))).isEqualTo(CHECKPOINT);
        }
    }

    @Test
    void theOnlyLeafOfALogIsProvedWithoutHashes() throws NoteException {
        SignedNote note = new Checkpoint("ledger.example", 1, LEAF).sign(LOG);
        LogProof proof = new LogProof("", 0, List.of(), note);

        assertThat(proof.toString()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nledger.example\n1\n");
        assertThat(LogProof.parse(proof.toBytes())
                        .verify(LEAF, LOG.key(), List.of())
                        .size())
                .isEqualTo(1);
    }

    @Test
    void anotherLeafIsNotProved() throws IOException {
        LogProof proof = LogProof.of(new byte[0], inclusion(), CHECKPOINT.sign(LOG));

        assertThatThrownBy(() -> proof.verify(LEAVES.get(72), LOG.key(), List.of()))
                .hasMessage("the log of 109 records doesn't have this one at index 73");
        assertThatThrownBy(
                        () -> new LogProof("", 72, proof.path(), proof.checkpoint()).verify(LEAF, LOG.key(), List.of()))
                .isInstanceOf(NoteException.class);
        assertThatThrownBy(() -> new LogProof("", INDEX, proof.path().subList(1, 6), proof.checkpoint())
                        .verify(LEAF, LOG.key(), List.of()))
                .isInstanceOf(NoteException.class);
    }

    @Test
    void aCheckpointThatTheLogDidNotSignProvesNothing() throws IOException {
        NoteSigner other = new NoteSigner("ledger.example", PrivateKey.generate());
        LogProof proof = LogProof.of(new byte[0], inclusion(), CHECKPOINT.sign(other));

        assertThatThrownBy(() -> proof.verify(LEAF, LOG.key(), List.of()))
                .hasMessage("no known key signed it: it is signed by ledger.example");
    }

    @Test
    void aCheckpointOfAnotherLogProvesNothing() throws IOException {
        SignedNote note = new Checkpoint("other.example", SIZE, ROOT).sign(LOG);
        LogProof proof = LogProof.of(new byte[0], inclusion(), note);

        assertThatThrownBy(() -> proof.verify(LEAF, LOG.key(), List.of()))
                .hasMessage("its checkpoint is of other.example, and was signed by ledger.example");
    }

    @Test
    void everyWitnessThatIsAskedForMustHaveSigned() throws IOException {
        LogProof alone = LogProof.of(new byte[0], inclusion(), CHECKPOINT.sign(LOG));
        NoteVerifierKey absent =
                Cosignature.key("absent.example", PrivateKey.generate().publicKey());
        LogProof seen = LogProof.of(new byte[0], inclusion(), cosigned());

        assertThatThrownBy(() -> alone.verify(LEAF, LOG.key(), List.of(WITNESS_KEY)))
                .isInstanceOf(NoteException.class);
        assertThatThrownBy(() -> seen.verify(LEAF, LOG.key(), List.of(WITNESS_KEY, absent)))
                .isInstanceOf(NoteException.class);
    }

    @Test
    void noCutFileIsRead() throws IOException {
        String text =
                LogProof.of(new byte[] {1}, inclusion(), CHECKPOINT.sign(LOG)).toString();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatCode(() -> parse(cut)).as("%d characters", length).isInstanceOf(NoteException.class);
        }
    }

    @Test
    void noAlteredCharacterIsOverlooked() throws IOException {
        String text =
                LogProof.of(new byte[0], inclusion(), CHECKPOINT.sign(LOG)).toString();
        for (int i = 0; i < text.length(); i++) {
            for (char other : List.of('\n', ' ', '0', 'A', '=')) {
                String altered = text.substring(0, i) + other + text.substring(i + 1);
                if (!altered.equals(text)) {
                    assertThatCode(() -> parse(altered).verify(LEAF, LOG.key(), List.of()))
                            .as("'%s' for character %d", other, i)
                            .isInstanceOf(NoteException.class);
                }
            }
        }
    }

    @Test
    void whatIsNoProofIsRefused() throws IOException {
        String note = CHECKPOINT.sign(LOG).toString();
        String hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        for (String head : List.of(
                "",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n",
                "index 0\n",
                "c2sp.org/tlog-proof@v1\nindex\n",
                "c2sp.org/tlog-proof@v1\nindex 00\n",
                "c2sp.org/tlog-proof@v1\nindex -1\n",
                "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n",
                "c2sp.org/tlog-proof@v1\nextra \nindex 0\n",
                "c2sp.org/tlog-proof@v1\nextra AR==\nindex 0\n",
                "c2sp.org/tlog-proof@v1\nextra AQ==\nextra AQ==\nindex 0\n",
                "c2sp.org/tlog-proof@v1\nextra AQ==\n" + hash,
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n" + hash + "\n" + hash,
                "c2sp.org/tlog-proof@v1\nindex 0\n" + hash.repeat(64))) {
            assertThatCode(() -> parse(head + "\n" + note)).as("'%s'", head).isInstanceOf(NoteException.class);
        }
        assertThatThrownBy(() -> new LogProof("", -1, List.of(), CHECKPOINT.sign(LOG)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogProof("AR==", 0, List.of(), CHECKPOINT.sign(LOG)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogProof("", 0, Collections.nCopies(64, ROOT), CHECKPOINT.sign(LOG)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InclusionProof inclusion() throws IOException {
        MemoryHashes hashes = new MemoryHashes();
        LEAVES.forEach(leaf -> hashes.append(leaf.toBytes()));
        return InclusionProof.of(hashes, INDEX, SIZE);
    }

    private static SignedNote cosigned() {
        return Cosignature.sign(CHECKPOINT.sign(LOG), "witness.example", WITNESS, Instant.EPOCH);
    }

    private static LogProof parse(String text) throws NoteException {
        return LogProof.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
