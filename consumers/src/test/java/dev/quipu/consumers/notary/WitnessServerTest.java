package dev.quipu.consumers.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.key.PrivateKey;
import dev.quipu.ledger.proof.AddCheckpoint;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.ConsistencyProof;
import dev.quipu.ledger.proof.MemoryHashes;
import dev.quipu.ledger.proof.NoteSigner;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.proof.SignatureType;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.proof.TreeHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness confirms one story of each log that it watches. */
class WitnessServerTest {

    private static final String ORIGIN = "quipu-ledger/test";

    @TempDir
    private Path folder;

    private final PrivateKey logKey = PrivateKey.generate();
    private final PrivateKey witnessKey = PrivateKey.generate();
    private final NoteSigner log = new NoteSigner(ORIGIN, logKey);
    private final HttpClient http = HttpClient.newHttpClient();
    private final MemoryHashes tree = tree(0);
    private @Nullable WitnessServer running;

    @BeforeEach
    void start() throws IOException {
        running = WitnessServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder.resolve("seen"),
                "witness.example",
                witnessKey,
                List.of(new NoteVerifierKey(ORIGIN, SignatureType.ED25519, logKey.publicKey())));
    }

    @AfterEach
    void stop() {
        witness().close();
    }

    private WitnessServer witness() {
        return Objects.requireNonNull(running);
    }

    /** @param story leaves differ from story to story from the sixth on */
    private static MemoryHashes tree(int story) {
        MemoryHashes tree = new MemoryHashes();
        TreeHash hash = new TreeHash();
        for (int leaf = 0; leaf < 40; leaf++) {
            tree.append(hash.leaf(new byte[] {(byte) leaf, (byte) (leaf < 5 ? 0 : story)}));
        }
        return tree;
    }

    private SignedNote checkpoint(MemoryHashes of, long size) throws IOException {
        return new Checkpoint(ORIGIN, size, of.rootAt(size)).sign(log);
    }

    private AddCheckpoint request(MemoryHashes of, long old, long size) throws IOException {
        return new AddCheckpoint(
                old, old == 0 ? List.of() : ConsistencyProof.of(of, old, size).path(), checkpoint(of, size));
    }

    private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address("/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(witness().port(), path));
    }

    private HttpResponse<String> post(AddCheckpoint request) throws IOException, InterruptedException {
        return post(request.toBytes());
    }

    @Test
    void confirmsALogThatGrows() throws Exception {
        SignedNote first = checkpoint(tree, 7);
        HttpResponse<String> answer = post(request(tree, 0, 7));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SignedNote.parse((first + answer.body()).getBytes(StandardCharsets.UTF_8))
                        .verify(List.of(witness().key())))
                .hasSize(1);
        assertThat(post(request(tree, 7, 20)).statusCode()).isEqualTo(200);
        assertThat(post(request(tree, 20, 20)).statusCode())
                .as("the same once more")
                .isEqualTo(200);
    }

    @Test
    void remembersAcrossARestart() throws Exception {
        post(request(tree, 0, 7));
        stop();
        start();

        HttpResponse<String> answer = post(request(tree, 0, 20));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
        assertThat(answer.body()).isEqualTo("7\n");
    }

    @Test
    void confirmsNoOtherStory() throws Exception {
        post(request(tree, 0, 7));
        MemoryHashes other = tree(1);

        assertThat(post(request(other, 7, 20)).statusCode()).isEqualTo(422);
        assertThat(post(new AddCheckpoint(7, List.of(), checkpoint(other, 7))).statusCode())
                .isEqualTo(409);
        assertThat(post(new AddCheckpoint(7, List.of(), checkpoint(tree, 20))).statusCode())
                .isEqualTo(422);
        assertThat(post(request(tree, 7, 20)).statusCode()).isEqualTo(200);
    }

    @Test
    void ofTwoStoriesAtATimeItConfirmsOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            stop();
            Files.deleteIfExists(folder.resolve("seen").resolve(WitnessBook.fileName(ORIGIN)));
            start();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int story = 0; story < 6; story++) {
                answers.add(http.sendAsync(
                        HttpRequest.newBuilder(address("/add-checkpoint"))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(
                                        request(tree(story), 0, 20).toBytes()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                    .as("round %d", round)
                    .filteredOn(status -> status == 200)
                    .hasSize(1);
        }
    }

    @Test
    void refusesWhatIsNotTheLogs() throws Exception {
        SignedNote foreign =
                new Checkpoint(ORIGIN, 7, tree.rootAt(7)).sign(new NoteSigner(ORIGIN, PrivateKey.generate()));
        SignedNote unknown = new Checkpoint("elsewhere", 7, tree.rootAt(7)).sign(new NoteSigner("elsewhere", logKey));

        assertThat(post(new AddCheckpoint(0, List.of(), foreign)).statusCode()).isEqualTo(403);
        assertThat(post(new AddCheckpoint(0, List.of(), unknown)).statusCode()).isEqualTo(404);
        assertThat(post(new AddCheckpoint(9, List.of(), checkpoint(tree, 7))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void garbageDoesNoHarm() throws Exception {
        Random random = new Random(7);
        byte[] good = request(tree, 0, 7).toBytes();
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(post(bad).statusCode()).isIn(200, 400, 403, 404, 409);
        }
        assertThat(post(new byte[0]).statusCode()).isEqualTo(400);
        assertThat(post(new byte[100_000]).statusCode()).isEqualTo(413);
        assertThat(get("/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("/../../etc/passwd/checkpoint").statusCode()).isEqualTo(404);
    }

    @Test
    void handsOutTheNewestThatItConfirmed() throws Exception {
        String path = "/%s/checkpoint".formatted(WitnessBook.fileName(ORIGIN));
        assertThat(get(path).statusCode()).isEqualTo(404);
        post(request(tree, 0, 7));

        assertThat(SignedNote.parse(get(path).body().getBytes(StandardCharsets.UTF_8))
                        .verify(List.of(witness().key())))
                .hasSize(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDamagedMemoryConfirmsNothing() throws Exception {
        post(request(tree, 0, 7));
        Files.writeString(folder.resolve("seen").resolve(WitnessBook.fileName(ORIGIN)), "?");

        assertThat(post(request(tree, 7, 20)).statusCode()).isEqualTo(500);
    }

    /** The notary of one organisation and the witness of the other. */
    @Test
    void aNotarysCheckpointsAreConfirmedByAWitnessOfItsLedger() throws Exception {
        try (Scene scene = Scene.withNotary(folder.resolve("scene"));
                WitnessServer other = WitnessServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        folder.resolve("other"),
                        "other.example",
                        witnessKey,
                        List.of(scene.vkey()))) {
            scene.remark(3);
            WitnessAddress address =
                    WitnessAddress.parse("http://127.0.0.1:%d=%s".formatted(other.port(), other.key()));
            try (Notary notary = scene.atOnce(address)) {
                notary.requireWorking();
                await().atMost(Scene.PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(
                                scene.note("published/checkpoint").verify(List.of(other.key())))
                        .hasSize(1));
            }
        }
    }
}
