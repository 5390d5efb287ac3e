package dev.quipu.ledger.key;

import dev.quipu.ledger.file.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;

/**
 * Files that hold a private key: PKCS#8 in PEM (RFC 8410), which is what Quipu writes, or OpenSSH's format without a
 * passphrase. A key with a passphrase is used through {@link SshAgent}.
 */
public final class KeyFile {

    private static final long MAX_BYTES = 64 * 1024;
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String OPENSSH = "OPENSSH PRIVATE KEY";
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** All of a PKCS#8 Ed25519 key but the seed at its end. */
    private static final byte[] PKCS8_HEAD = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final Set<PosixFilePermission> NOT_PRIVATE = EnumSet.of(
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /**
     * Reads a key.
     *
     * @throws KeyException if the file isn't there, holds no Ed25519 key, or is open to other users
     */
    public static PrivateKey read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw notAKey(file);
            }
            requirePrivate(file);
            return parse(file, Files.readString(file, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            throw new KeyException("there is no key %s".formatted(file), "Make one: quipu key create");
        } catch (IOException e) {
            throw new KeyException("can't read key %s: %s".formatted(file, e.getMessage()), "Correct the path.");
        }
    }

    /**
     * Writes a new file, for its owner's eyes only.
     *
     * @throws KeyException if it is there already, or can't be written
     */
    public static void write(Path file, PrivateKey key) {
        byte[] der = Arrays.copyOf(PKCS8_HEAD, PKCS8_HEAD.length + PrivateKey.SIZE);
        System.arraycopy(key.seed(), 0, der, PKCS8_HEAD.length, PrivateKey.SIZE);
        String text = "%s%s%s%n%s%n%s%s%s%n"
                .formatted(BEGIN, PKCS8, DASHES, Base64.getEncoder().encodeToString(der), END, PKCS8, DASHES);
        try {
            OwnFiles.createFolder(file.toAbsolutePath().resolveSibling(".").normalize());
            Path draft = OwnFiles.draft(file);
            try {
                Files.writeString(draft, text, StandardCharsets.US_ASCII);
                Files.createLink(file, draft); // fails if the file is there, and makes it whole
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException e) {
            throw new KeyException("there is a key %s already".formatted(file), "Use it, or name another file.");
        } catch (IOException e) {
            throw new KeyException("can't write key %s: %s".formatted(file, e.getMessage()), "Name another folder.");
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return; // a file system without such rights
        }
        Set<PosixFilePermission> rights = EnumSet.copyOf(NOT_PRIVATE);
        rights.retainAll(view.readAttributes().permissions());
        if (!rights.isEmpty()) {
            throw new KeyException(
                    "key %s is open to other users".formatted(file),
                    "Close it: chmod 600 %s. If others had the time to read it, revoke it.".formatted(file));
        }
    }

    private static PrivateKey parse(Path file, String text) {
        try {
            return text.contains(BEGIN + OPENSSH) ? openSsh(file, text) : pkcs8(file, block(file, text, PKCS8));
        } catch (IllegalArgumentException e) {
            throw notAKey(file);
        }
    }

    private static PrivateKey pkcs8(Path file, byte[] der) {
        if (der.length != PKCS8_HEAD.length + PrivateKey.SIZE
                || !Arrays.equals(der, 0, PKCS8_HEAD.length, PKCS8_HEAD, 0, PKCS8_HEAD.length)) {
            throw notAKey(file);
        }
        return PrivateKey.ofSeed(Arrays.copyOfRange(der, PKCS8_HEAD.length, der.length));
    }

    private static PrivateKey openSsh(Path file, String text) {
        try {
            if (OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(block(file, text, OPENSSH))
                    instanceof Ed25519PrivateKeyParameters key) {
                return PrivateKey.ofSeed(key.getEncoded());
            }
        } catch (IllegalStateException e) { // what the library says of a key with a passphrase
            throw new KeyException(
                    "key %s has a passphrase, or is damaged".formatted(file),
                    "Load it into ssh-agent (ssh-add %s) and name it by its fingerprint: quipu login --ssh-agent SHA256:…"
                            .formatted(file));
        }
        throw notAKey(file);
    }

    private static byte[] block(Path file, String text, String type) {
        int begin = text.indexOf(BEGIN + type + DASHES);
        int end = text.indexOf(END + type + DASHES);
        if (begin < 0 || end < begin) {
            throw notAKey(file);
        }
        String base64 = text.substring(begin + BEGIN.length() + type.length() + DASHES.length(), end);
        return Base64.getMimeDecoder().decode(base64);
    }

    private static KeyException notAKey(Path file) {
        return new KeyException(
                "%s holds no Ed25519 private key".formatted(file),
                "Name one that quipu key create or ssh-keygen -t ed25519 made.");
    }
}
