package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.key.PrivateKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    private static final NoteSigner SIGNER = new NoteSigner("ledger.example/quipu", PrivateKey.ofSeed(seed()));

    /** What Go's sumdb/note makes of the same key. */
    private static final String VKEY = "ledger.example/quipu+4b90d789+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

    /** What Go's sumdb/note makes of the same text and key. */
    private static final String NOTE = """
        first line

        third line, é

        — ledger.example/quipu \
        S5DXibXnExMiTp5/p4ite9192A3rhOZ+3VHqDnZBZppswQBSIpYbK5r3byR4C/npRDn9Akn7WkeenzIndPPupA0CEAM=
        """;

    private static final NoteSigner OTHER = new NoteSigner("other.example", PrivateKey.generate());

    @Test
    void notesAndKeysAreWrittenAsOthersWriteThem() {
        assertThat(SIGNER.key()).hasToString(VKEY);
        assertThat(SignedNote.sign("first line\n\nthird line, é\n", SIGNER)).hasToString(NOTE);
    }

    @Test
    void notesAndKeysOfOthersAreReadAndVerified() throws NoteException {
        SignedNote note = parse(NOTE);
        NoteVerifierKey key = NoteVerifierKey.parse(VKEY);

        assertThat(key).isEqualTo(SIGNER.key());
        assertThat(note.text()).isEqualTo("first line\n\nthird line, é\n");
        assertThat(note.verify(List.of(OTHER.key(), key))).isEqualTo(note.signatures());
        assertThat(note.toBytes()).isEqualTo(NOTE.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyAlteredByteOfTheTextIsNoticed() throws NoteException {
        String text = parse(NOTE).text();
        List<NoteSignature> signatures = parse(NOTE).signatures();
        for (int i = 0; i < text.length() - 1; i++) {
            String altered = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThatCode(() -> new SignedNote(altered, signatures).verify(List.of(SIGNER.key())))
                    .as("character %d", i)
                    .isInstanceOf(NoteException.class)
                    .hasMessageContaining("the signature of ledger.example/quipu is wrong");
        }
    }

    @Test
    void everyAlteredBitOfTheSignatureIsNoticed() throws NoteException {
        SignedNote note = parse(NOTE);
        byte[] bytes = Base64.getDecoder().decode(note.signatures().getFirst().base64());
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            NoteSignature signature =
                    new NoteSignature(SIGNER.name(), Base64.getEncoder().encodeToString(altered));
            assertThatCode(() -> new SignedNote(note.text(), List.of(signature)).verify(List.of(SIGNER.key())))
                    .as("bit %d", bit)
                    .isInstanceOf(NoteException.class);
        }
    }

    @Test
    void aSignatureThatIsShorterOrLongerIsWrong() throws NoteException {
        NoteSignature signature = parse(NOTE).signatures().getFirst();
        for (int length : List.of(5, 67, 69, 2000)) {
            byte[] bytes = Arrays.copyOf(Base64.getDecoder().decode(signature.base64()), length);
            SignedNote note = new SignedNote(
                    parse(NOTE).text(),
                    List.of(new NoteSignature(
                            signature.name(), Base64.getEncoder().encodeToString(bytes))));
            assertThatCode(() -> note.verify(List.of(SIGNER.key())))
                    .as("%d bytes", length)
                    .isInstanceOf(NoteException.class);
        }
    }

    @Test
    void signaturesOfUnknownKeysAreOfNoAccount() throws NoteException {
        SignedNote note = SignedNote.sign("text\n", SIGNER)
                .with(OTHER.sign("something else\n"))
                .with(new NoteSignature(SIGNER.name(), "AAAAAAAA"));

        assertThat(parse(note.toString())).isEqualTo(note);
        assertThat(note.verify(List.of(SIGNER.key())))
                .containsExactly(note.signatures().getFirst());
    }

    @Test
    void aWrongSignatureOfAKnownKeySpoilsTheNote() {
        SignedNote note = SignedNote.sign("text\n", SIGNER).with(OTHER.sign("something else\n"));

        assertThatThrownBy(() -> note.verify(List.of(SIGNER.key(), OTHER.key())))
                .hasMessageContaining("the signature of other.example is wrong");
    }

    @Test
    void aNoteThatNoKnownKeySignedIsRefusedWithTheNamesOfThoseThatDid() {
        NoteVerifierKey namesake = new NoteSigner(SIGNER.name(), PrivateKey.generate()).key();
        for (List<NoteVerifierKey> known : List.of(List.<NoteVerifierKey>of(), List.of(OTHER.key(), namesake))) {
            assertThatThrownBy(() -> parse(NOTE).verify(known))
                    .hasMessage("no known key signed it: it is signed by ledger.example/quipu");
        }
    }

    @Test
    void aHundredSignaturesAreReadAndNoMore() throws NoteException {
        SignedNote note = SignedNote.sign("text\n", SIGNER);
        while (note.signatures().size() < SignedNote.MOST_SIGNATURES) {
            note = note.with(OTHER.sign("text\n"));
        }
        SignedNote full = note;

        assertThat(parse(full.toString())).isEqualTo(full);
        assertThatThrownBy(() -> full.with(OTHER.sign("text\n"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse(full + OTHER.sign("text\n").line() + "\n"))
                .hasMessageContaining("more than 100 signatures");
    }

    @Test
    void whatIsNoNoteIsRefused() {
        String line = "— a AAAAAAA=\n";
        List<String> wrong = new ArrayList<>(List.of(
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n" + line,
                "text\n\n" + line.strip(),
                "text\n\n" + line + "\n",
                "text\r\n\r\n" + line,
                "te\txt\n\n" + line,
                "te\0xt\n\n" + line));
        for (String signature : List.of(
                "- a AAAAAAA=",
                "—a AAAAAAA=",
                "— a",
                "— a ",
                "—  AAAAAAA=",
                "— a AAAAAAA",
                "— a AAAAAAA==",
                "— a AAAAAAB=",
                "— a AAAAAA==",
                "— a AAAA AAA=",
                "— a AAAA_AA=",
                "— a+b AAAAAAA=",
                "— a b AAAAAAA=",
                "— a\u00a0b AAAAAAA=",
                "— a\u2003 AAAAAAA=",
                " — a AAAAAAA=",
                "— a AAAAAAA= ")) {
            wrong.add("text\n\n" + signature + "\n");
        }
        for (String note : wrong) {
            assertThatCode(() -> parse(note)).as("'%s'", note).isInstanceOf(NoteException.class);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = NOTE.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SignedNote.parse(bytes)).hasMessage("it is not UTF-8");
        assertThatThrownBy(() -> SignedNote.parse(new byte[NoteText.MOST_BYTES + 1]))
                .hasMessageContaining("1048577 bytes");
    }

    @Test
    void theTextGoesToTheLastEmptyLine() throws NoteException {
        assertThat(parse("\n\n— a AAAAAAA=\n").text()).isEqualTo("\n");
        assertThat(parse("— a AAAAAAA=\n\n\n\n— a AAAAAAA=\n").text()).isEqualTo("— a AAAAAAA=\n\n\n");
    }

    @Test
    void textThatNoNoteCanHoldIsNotSigned() {
        for (String text : List.of("", "no end", "tab\t\n", "half a character \ud800\n")) {
            assertThatCode(() -> SignedNote.sign(text, SIGNER))
                    .as("'%s'", text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static SignedNote parse(String note) throws NoteException {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] seed() {
        byte[] seed = new byte[PrivateKey.SIZE];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        return seed;
    }
}
