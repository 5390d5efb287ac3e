package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.file.OwnFiles;
import dev.quipu.ledger.proof.TreeTail;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;

/**
 * The file of a snapshot: magic, layout of the state, digest of the build, key, offset and digest of the last record,
 * end of the Merkle tree, state, and SHA-256 of all that. It is a cache for the build that wrote it and no format for
 * others.
 */
final class SnapshotFile {

    private static final byte[] MAGIC = "quipu snapshot 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;
    private static final int BUFFER = 1 << 16;
    private static final long LARGEST = 1 << 30;

    private SnapshotFile() {}

    /** Why a file is of no use. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String reason) {
            super(reason);
        }
    }

    /** Writes a file whole or not at all, for its owner's eyes only. */
    static void write(Path file, StateCodec codec, SnapshotKey key, Snapshot snapshot) throws IOException {
        Path draft = OwnFiles.draft(file);
        try {
            try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
                MessageDigest digest = Digest.sha256();
                OutputStream out = new BufferedOutputStream(
                        new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER);
                writeBody(out, codec, key, snapshot);
                out.flush();
                Channels.newOutputStream(channel).write(digest.digest());
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void writeBody(OutputStream out, StateCodec codec, SnapshotKey key, Snapshot snapshot)
            throws IOException {
        out.write(MAGIC);
        out.write(codec.layout().toBytes());
        out.write(BuildDigest.get().toBytes());
        StateOutput head = new StateOutput(out);
        head.text(key.toString());
        head.number(snapshot.lastOffset());
        head.bytes(snapshot.lastRecord().toBytes());
        head.bytes(snapshot.tree().toBytes());
        codec.write(snapshot.state(), out);
    }

    /**
     * Reads a file.
     *
     * @throws Unusable if it is damaged, or not of this build and this key
     */
    static Snapshot read(Path file, StateCodec codec, SnapshotKey key) throws IOException, Unusable {
        if (Files.size(file) > LARGEST) {
            throw new Unusable("it is too large");
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - DIGEST;
        int afterLayout = MAGIC.length + DIGEST;
        int afterBuild = afterLayout + DIGEST;
        if (end < afterBuild || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new Unusable("it is no snapshot");
        }
        MessageDigest digest = Digest.sha256();
        digest.update(bytes, 0, end);
        if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new Unusable("it is damaged");
        }
        if (!has(bytes, MAGIC.length, codec.layout()) || !has(bytes, afterLayout, BuildDigest.get())) {
            throw new Unusable("another build of Quipu wrote it");
        }
        StateInput head = new StateInput(bytes, afterBuild);
        if (!head.text().equals(key.toString())) {
            throw new Unusable("it is of another ledger");
        }
        long lastOffset = head.number();
        Digest lastRecord = Digest.ofBytes(head.bytes());
        TreeTail tree = TreeTail.ofBytes(head.bytes());
        return new Snapshot(codec.read(bytes, head.place()), tree, lastOffset, lastRecord);
    }

    private static boolean has(byte[] bytes, int place, Digest digest) {
        return Arrays.equals(Arrays.copyOfRange(bytes, place, place + DIGEST), digest.toBytes());
    }
}
