package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.key.PrivateKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What logs send to witnesses is read as it was written, and nothing else is read at all. */
class AddCheckpointTest {

    private static final NoteSigner LOG = new NoteSigner("log.example", PrivateKey.ofSeed(new byte[32]));
    private static final Digest HASH = Digest.of(new byte[] {7});
    private static final SignedNote NOTE = new Checkpoint("log.example", 9, HASH).sign(LOG);

    private static AddCheckpoint parse(String text) throws NoteException {
        return AddCheckpoint.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isReadAsItWasWritten() throws NoteException {
        for (AddCheckpoint request : List.of(
                new AddCheckpoint(0, List.of(), NOTE),
                new AddCheckpoint(4, List.of(HASH, Digest.of(new byte[0])), NOTE),
                new AddCheckpoint(8, Collections.nCopies(AddCheckpoint.LONGEST_PROOF, HASH), NOTE))) {
            AddCheckpoint read = AddCheckpoint.parse(request.toBytes());

            assertThat(read).isEqualTo(request);
            assertThat(read.toBytes()).isEqualTo(request.toBytes());
        }
    }

    @Test
    void isWrittenAsTheSpecificationSays() {
        assertThat(new String(new AddCheckpoint(4, List.of(HASH), NOTE).toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("old 4\n" + base64() + "\n\n" + NOTE);
        assertThat(new String(new AddCheckpoint(0, List.of(), NOTE).toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("old 0\n\n" + NOTE);
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(HASH.toBytes());
    }

    @Test
    void nothingElseIsRead() {
        for (String text : List.of(
                "",
                "\n\n",
                "old 4",
                "old 4\n" + NOTE,
                "old\n\n" + NOTE,
                "old 04\n\n" + NOTE,
                "old -1\n\n" + NOTE,
                "old  4\n\n" + NOTE,
                "Old 4\n\n" + NOTE,
                "old 99999999999999999999\n\n" + NOTE,
                "old 4\n" + base64().substring(1) + "\n\n" + NOTE,
                "old 4\n" + base64() + " \n\n" + NOTE,
                "old 4\r\n\n" + NOTE,
                "old 4\n\n\n" + NOTE,
                "old 4\n" + (base64() + "\n").repeat(64) + "\n" + NOTE,
                "old 4\n\n" + NOTE.text(),
                "old 4\n\nlog.example\nmany\n" + base64() + "\n\n"
                        + NOTE.toString().substring(NOTE.toString().lastIndexOf("\n\n") + 2))) {
            assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(NoteException.class);
        }
    }

    @Test
    void alteredBytesDoNoHarm() {
        Random random = new Random(4);
        byte[] good = new AddCheckpoint(4, List.of(HASH, HASH), NOTE).toBytes();
        for (int i = 0; i < 20_000; i++) {
            byte[] altered = Arrays.copyOf(good, random.nextInt(good.length + 10));
            for (int times = random.nextInt(4); times > 0 && altered.length > 0; times--) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            }
            try {
                AddCheckpoint.parse(AddCheckpoint.parse(altered).toBytes());
            } catch (NoteException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
