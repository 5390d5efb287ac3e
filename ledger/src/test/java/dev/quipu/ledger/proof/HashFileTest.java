package dev.quipu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashFileTest {

    private static final int MANY = 1000;
    private static final int HEADER = 32;
    private static final byte[] LEAVES = leaves();
    private static final MemoryHashes MEMORY = new MemoryHashes();

    static {
        MEMORY.append(LEAVES);
    }

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("hashes");
    }

    @Test
    void aNewFileHasNoLeavesAndCanBeOpenedAgain() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (HashFile file = HashFile.open(path)) {
                assertThat(file.size()).isZero();
                assertThat(file.rootAt(0)).isEqualTo(TreeHash.empty());
            }
        }
    }

    @Test
    void leavesAreThereWhicheverPiecesTheyCameIn() throws IOException {
        Random random = new Random(7);
        try (HashFile file = HashFile.open(path)) {
            int from = 0;
            while (from < MANY) {
                int to = Math.min(MANY, from + random.nextInt(100));
                file.append(piece(from, to));
                from = to;
                same(file, from);
            }
        }
        try (HashFile file = HashFile.open(path)) {
            same(file, MANY);
        }
    }

    @Test
    void hashesAreStoredBehindTheLeafThatCompletesThem() throws IOException {
        try (HashFile file = HashFile.open(path)) {
            file.append(piece(0, 4));
        }
        byte[] stored = Files.readAllBytes(path);
        int place = HEADER;
        for (int[] hash : new int[][] {{0, 0}, {0, 1}, {1, 0}, {0, 2}, {0, 3}, {1, 1}, {2, 0}}) {
            assertThat(Arrays.copyOfRange(stored, place, place + TreeHash.SIZE))
                    .isEqualTo(MEMORY.hash(hash[0], hash[1]).toBytes());
            place += TreeHash.SIZE;
        }
        assertThat(stored).hasSize(place);
    }

    @Test
    void proofsOfAnyTreeAreRead() throws IOException {
        try (HashFile file = HashFile.open(path)) {
            file.append(LEAVES);
            for (int size = 1; size <= MANY; size += 7) {
                for (int other = 0; other < size; other += 13) {
                    assertThat(InclusionProof.of(file, other, size)).isEqualTo(InclusionProof.of(MEMORY, other, size));
                    assertThat(ConsistencyProof.of(file, other + 1, size))
                            .isEqualTo(ConsistencyProof.of(MEMORY, other + 1, size));
                }
            }
        }
    }

    @Test
    void aFileThatEndsAnywhereIsKeptToItsLastWholeLeaf() throws IOException {
        try (HashFile file = HashFile.open(path)) {
            file.append(piece(0, 17));
        }
        byte[] whole = Files.readAllBytes(path);
        for (boolean forced : List.of(true, false)) {
            for (int length = 0; length <= whole.length; length += length % TreeHash.SIZE == 1 ? 30 : 1) {
                Files.write(path, Arrays.copyOf(whole, length));
                if (!forced && length >= HEADER) {
                    forget();
                }
                int expected = (int) StoredHashes.leaves(Math.max(0, length - HEADER) / TreeHash.SIZE);
                try (HashFile file = HashFile.open(path)) {
                    assertThat(file.size()).as("%d bytes", length).isEqualTo(expected);
                    file.append(piece(expected, 45));
                    assertThat(file.rootAt(45)).as("%d bytes", length).isEqualTo(MEMORY.rootAt(45));
                }
            }
        }
    }

    @Test
    void aKilledProcessLeavesAFileThatAnotherContinues() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HashFileProcess.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long said = 0;
        try (BufferedReader in = process.inputReader()) {
            while (said < 100_000) {
                said = Long.parseLong(in.readLine());
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (HashFile file = HashFile.open(path)) {
            assertThat(file.size()).isGreaterThanOrEqualTo(said);
            MemoryHashes expected = new MemoryHashes();
            expected.append(HashFileProcess.leaves(HashFileProcess.random(), (int) file.size()));
            assertThat(file.rootAt(file.size())).isEqualTo(expected.rootAt(file.size()));
            assertThat(file.rootAt(said)).isEqualTo(expected.rootAt(said));
        }
    }

    @Test
    void whatLostPowerSpoiledIsForgotten() throws IOException {
        try (HashFile file = HashFile.open(path)) {
            file.append(piece(0, 500));
            file.force();
            file.append(piece(500, MANY));
        }
        for (int spoiled : List.of(500, 501, 502, 511, 640, 998)) {
            for (int count : List.of(1, 8, 100)) {
                byte[] bytes = Files.readAllBytes(path);
                long begin = HEADER + StoredHashes.count(spoiled) * TreeHash.SIZE;
                Files.write(
                        path.resolveSibling("spoiled"),
                        spoil(bytes, (int) begin, count * TreeHash.SIZE, 500),
                        StandardOpenOption.CREATE);
                try (HashFile file = HashFile.open(path.resolveSibling("spoiled"))) {
                    assertThat(file.size())
                            .as("%d hashes from %d", count, spoiled)
                            .isEqualTo(spoiled);
                    file.append(piece(spoiled, MANY));
                    same(file, MANY);
                }
            }
        }
    }

    @Test
    void aBitThatIsOtherThanWrittenIsNoticedWhereNothingWasForced() throws IOException {
        try (HashFile file = HashFile.open(path)) {
            file.append(piece(0, 64));
        }
        forget();
        byte[] bytes = Files.readAllBytes(path);
        for (int place = HEADER; place < bytes.length; place += 97) {
            byte[] altered = bytes.clone();
            altered[place] ^= 4;
            Files.write(path, altered);
            try (HashFile file = HashFile.open(path)) {
                assertThat(file.size()).as("byte %d", place).isLessThan(64);
                assertThat(file.size()).isLessThanOrEqualTo(StoredHashes.leaves((place - HEADER) / TreeHash.SIZE) + 1);
            }
        }
    }

    @Test
    void leavesThatAreNotTheLogsAreTakenBack() throws IOException {
        for (int kept : List.of(MANY, 777, 512, 1, 0)) {
            Files.deleteIfExists(path);
            try (HashFile file = HashFile.open(path)) {
                file.append(LEAVES);
                file.force();
                file.keep(kept);
                same(file, kept);
            }
            try (HashFile file = HashFile.open(path)) {
                same(file, kept);
                file.append(piece(kept, MANY));
                same(file, MANY);
                assertThatThrownBy(() -> file.keep(MANY + 1)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void onlyOneHasAFileOpen() throws IOException {
        try (HashFile file = HashFile.open(path)) {
            file.append(piece(0, 1));
            assertThatThrownBy(() -> HashFile.open(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is open already in this process");
        }
    }

    @Test
    void anotherFileIsLeftAlone() throws IOException {
        for (String text : List.of("something that somebody else wrote and needs", "short")) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            Files.write(path, bytes);

            assertThatThrownBy(() -> HashFile.open(path)).hasMessageContaining("is no file of a log's hashes");
            assertThat(path).hasBinaryContent(bytes);
        }
    }

    @Test
    void onlyItsOwnerMayReadAFile() throws IOException {
        try (HashFile file = HashFile.open(path)) {
            assertThat(file.size()).isZero();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("hashes");
    }

    @Test
    void whatAClosedFileIsToldToDoFails() throws IOException {
        HashFile file = HashFile.open(path);
        file.append(piece(0, 3));
        file.close();
        file.close();

        assertThatThrownBy(() -> file.append(piece(3, 4))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.append(piece(3, 4))).hasMessageContaining("has to be opened again");
        assertThatThrownBy(() -> file.hash(0, 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.append(new byte[5])).isInstanceOf(IllegalArgumentException.class);
        try (HashFile again = HashFile.open(path)) {
            same(again, 3);
        }
    }

    private static void same(HashFile file, int size) throws IOException {
        assertThat(file.size()).isEqualTo(size);
        for (int older : List.of(size, size / 2, 0)) {
            assertThat(file.rootAt(older)).as("root at %d", older).isEqualTo(MEMORY.rootAt(older));
        }
    }

    /** Makes the file forget that it was forced to the disk. */
    private void forget() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Arrays.fill(bytes, HEADER - Long.BYTES, HEADER, (byte) 0);
        Files.write(path, bytes);
    }

    private static byte[] spoil(byte[] bytes, int from, int count, int forced) {
        Arrays.fill(bytes, from, Math.min(bytes.length, from + count), (byte) 0);
        ByteBuffer.wrap(bytes).putLong(HEADER - Long.BYTES, forced);
        return bytes;
    }

    private static byte[] piece(int from, int to) {
        return Arrays.copyOfRange(LEAVES, from * TreeHash.SIZE, to * TreeHash.SIZE);
    }

    private static byte[] leaves() {
        byte[] leaves = new byte[MANY * TreeHash.SIZE];
        int place = 0;
        for (Digest leaf : NaiveTree.leaves(MANY)) {
            System.arraycopy(leaf.toBytes(), 0, leaves, place, TreeHash.SIZE);
            place += TreeHash.SIZE;
        }
        return leaves;
    }
}
