package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.key.PrivateKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    /** The example of C2SP tlog-cosignature, whose keys are not published. */
    private static final String EXAMPLE = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa \
        Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        — witness.example.com/w1 \
        jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
        """;

    private static final String HASH = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final Digest ROOT = Digest.ofBytes(Base64.getDecoder().decode(HASH));
    private static final NoteSigner LOG = new NoteSigner("ledger.example", PrivateKey.generate());
    private static final PrivateKey WITNESS = PrivateKey.generate();
    private static final Instant TIME = Instant.parse("2026-07-31T12:00:00Z");

    @Test
    void thePublishedExampleIsReadAsItIsMeant() throws NoteException {
        SignedNote note = SignedNote.parse(EXAMPLE.getBytes(StandardCharsets.UTF_8));

        assertThat(Checkpoint.parse(note.text()))
                .isEqualTo(new Checkpoint("example.com/behind-the-sofa", 20_852_163, ROOT));
        assertThat(Cosignature.time(note.signatures().get(1))).isEqualTo(Instant.ofEpochSecond(1_679_315_147));
        assertThat(note).hasToString(EXAMPLE);
        assertThatThrownBy(() -> Checkpoint.open(note, List.of(LOG.key())))
                .hasMessage("no known key signed it: it is signed by example.com/behind-the-sofa, "
                        + "witness.example.com/w1");
    }

    @Test
    void checkpointsComeBackFromTheirNotes() throws NoteException {
        for (long size : List.of(0L, 1L, 10L, Long.MAX_VALUE)) {
            Checkpoint checkpoint = new Checkpoint("an origin with spaces", size, ROOT);

            assertThat(Checkpoint.open(checkpoint.sign(LOG), List.of(LOG.key())))
                    .isEqualTo(checkpoint);
        }
    }

    @Test
    void furtherLinesAreSignedAndMeanNothing() throws NoteException {
        Checkpoint checkpoint = new Checkpoint("origin", 1, ROOT);
        SignedNote note = SignedNote.sign(checkpoint.text() + "an extension\n", LOG);

        assertThat(Checkpoint.open(note, List.of(LOG.key()))).isEqualTo(checkpoint);
    }

    @Test
    void textThatIsNoCheckpointIsRefused() {
        for (String text : List.of(
                "",
                "origin\n",
                "origin\n1\n",
                "origin\n1\n" + HASH,
                "\n1\n" + HASH + "\n",
                "origin\n\n" + HASH + "\n",
                "origin\n1\n\n",
                "origin\n1\n" + HASH + "\n\n",
                "origin\n1\n" + HASH + "\n\nextension\n",
                "origin\r\n1\r\n" + HASH + "\r\n",
                "origin\n01\n" + HASH + "\n",
                "origin\n00\n" + HASH + "\n",
                "origin\n+1\n" + HASH + "\n",
                "origin\n-1\n" + HASH + "\n",
                "origin\n1 \n" + HASH + "\n",
                "origin\n١\n" + HASH + "\n",
                "origin\n9223372036854775808\n" + HASH + "\n",
                "origin\n99999999999999999999\n" + HASH + "\n",
                "origin\n1\nAAAA\n",
                "origin\n1\n" + HASH.replace("=", "") + "\n",
                "origin\n1\n" + HASH.replace("2I=", "2J=") + "\n",
                "origin\n1\n " + HASH + "\n")) {
            assertThatCode(() -> Checkpoint.parse(text)).as("'%s'", text).isInstanceOf(NoteException.class);
        }
    }

    @Test
    void numbersThatAreTooLargeAreNamedAsSuch() {
        assertThatThrownBy(() -> Checkpoint.parse("origin\n9223372036854775808\n" + HASH + "\n"))
                .hasMessage("its tree size is larger than this program can take");
    }

    @Test
    void whatMakesNoCheckpointIsRefused() {
        for (String origin : List.of("", "a\nb", "tab\t", "\ud800")) {
            assertThatThrownBy(() -> new Checkpoint(origin, 0, ROOT)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Checkpoint("origin", -1, ROOT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWitnessSignsTheTimeWithTheCheckpoint() throws NoteException {
        SignedNote note = Cosignature.sign(
                new Checkpoint("origin", 7, ROOT).sign(LOG), "witness.example", WITNESS, TIME.plusMillis(999));
        NoteVerifierKey key = Cosignature.key("witness.example", WITNESS.publicKey());

        assertThat(note.verify(List.of(LOG.key(), key))).isEqualTo(note.signatures());
        assertThat(Cosignature.time(note.signatures().get(1))).isEqualTo(TIME);
        assertThat(NoteVerifierKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void everyAlteredBitOfACosignatureIsNoticed() {
        SignedNote note =
                Cosignature.sign(new Checkpoint("origin", 7, ROOT).sign(LOG), "witness.example", WITNESS, TIME);
        NoteVerifierKey key = Cosignature.key("witness.example", WITNESS.publicKey());
        byte[] bytes = Base64.getDecoder().decode(note.signatures().get(1).base64());
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            NoteSignature signature =
                    new NoteSignature("witness.example", Base64.getEncoder().encodeToString(altered));

            assertThat(key.verifies(note.text(), signature)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void signaturesAndCosignaturesOfOneKeyAreNotTakenForEachOther() {
        Checkpoint checkpoint = new Checkpoint("origin", 7, ROOT);
        NoteSigner same = new NoteSigner("witness.example", WITNESS);
        SignedNote note = Cosignature.sign(checkpoint.sign(same), "witness.example", WITNESS, TIME);
        NoteVerifierKey cosigner = Cosignature.key("witness.example", WITNESS.publicKey());

        assertThat(same.key().verifies(note.text(), note.signatures().get(0))).isTrue();
        assertThat(same.key().verifies(note.text(), note.signatures().get(1))).isFalse();
        assertThat(cosigner.verifies(note.text(), note.signatures().get(0))).isFalse();
        assertThat(cosigner.verifies(note.text(), note.signatures().get(1))).isTrue();
    }

    @Test
    void onlyCosignaturesHaveATime() {
        SignedNote note = new Checkpoint("origin", 7, ROOT).sign(LOG);

        assertThatThrownBy(() -> Cosignature.time(note.signatures().getFirst()))
                .hasMessage("the signature of ledger.example has no time");
        assertThatThrownBy(() -> Cosignature.sign(note, "w", WITNESS, Instant.EPOCH.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
