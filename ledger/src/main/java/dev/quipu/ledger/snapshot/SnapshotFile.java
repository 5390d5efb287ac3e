package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.Digest;
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
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;

/**
 * The file of a snapshot: magic, layout of the state, key, offset and digest of the last record, state, and SHA-256 of
 * all that. It is a cache for the build that wrote it and no format for others.
 */
final class SnapshotFile {

    private static final byte[] MAGIC = "quipu snapshot 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;
    private static final int BUFFER = 1 << 16;

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
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "snapshot", ".tmp", privateTo(file));
        try {
            try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
                MessageDigest digest = sha256();
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
        StateOutput head = new StateOutput(out);
        head.text(key.toString());
        head.number(snapshot.lastOffset());
        head.bytes(snapshot.lastRecord().toBytes());
        codec.write(snapshot.state(), out);
    }

    /**
     * Reads a file.
     *
     * @throws Unusable if it is damaged, or not of this build and this key
     */
    static Snapshot read(Path file, StateCodec codec, SnapshotKey key) throws IOException, Unusable {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - DIGEST;
        if (end < MAGIC.length + DIGEST || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new Unusable("it is no snapshot");
        }
        MessageDigest digest = sha256();
        digest.update(bytes, 0, end);
        if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new Unusable("it is damaged");
        }
        int afterLayout = MAGIC.length + DIGEST;
        if (!Arrays.equals(
                Arrays.copyOfRange(bytes, MAGIC.length, afterLayout),
                codec.layout().toBytes())) {
            throw new Unusable("another version of Quipu wrote it");
        }
        StateInput head = new StateInput(bytes, afterLayout);
        if (!head.text().equals(key.toString())) {
            throw new Unusable("it is of another ledger");
        }
        long lastOffset = head.number();
        Digest lastRecord = Digest.ofBytes(head.bytes());
        return new Snapshot(codec.read(bytes, head.place()), lastOffset, lastRecord);
    }

    private static FileAttribute<?>[] privateTo(Path file) throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
