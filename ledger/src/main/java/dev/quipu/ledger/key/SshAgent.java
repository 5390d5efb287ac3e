package dev.quipu.ledger.key;

import dev.quipu.ledger.event.PublicKey;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys that an {@code ssh-agent} holds (draft-ietf-sshm-ssh-agent). The private key never comes here. Thread-safe: each
 * question has a connection of its own.
 */
public final class SshAgent {

    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int MAX_ANSWER = 256 * 1024;

    private final Path socket;

    /** @param socket of the agent, what {@code SSH_AUTH_SOCK} names */
    public SshAgent(Path socket) {
        this.socket = socket;
    }

    /**
     * The Ed25519 keys that it holds.
     *
     * @throws SigningException if it doesn't answer
     */
    public List<PublicKey> keys() {
        ByteBuffer answer =
                ask(ByteBuffer.allocate(1).put((byte) REQUEST_IDENTITIES).flip(), IDENTITIES_ANSWER);
        int count = answer.getInt();
        List<PublicKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] wire = text(answer);
            text(answer); // its comment
            try {
                keys.add(PublicKeyText.ofWire(wire));
            } catch (IllegalArgumentException e) {
                // a key of another kind
            }
        }
        return keys;
    }

    /**
     * The signer with this fingerprint.
     *
     * @throws SigningException if the agent has none, or doesn't answer
     */
    public Signer signer(String fingerprint) {
        PublicKey key = keys().stream()
                .filter(held -> held.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> new SigningException(
                        "the ssh-agent at %s has no Ed25519 key %s".formatted(socket, fingerprint)));
        return new Held(key);
    }

    /** A key in the agent. */
    private final class Held implements Signer {
        private final PublicKey key;

        Held(PublicKey key) {
            this.key = key;
        }

        @Override
        public PublicKey publicKey() {
            return key;
        }

        @Override
        public byte[] sign(byte[] message) {
            byte[] wire = key.wire();
            ByteBuffer request = ByteBuffer.allocate(1 + 3 * Integer.BYTES + wire.length + message.length)
                    .put((byte) SIGN_REQUEST)
                    .putInt(wire.length)
                    .put(wire)
                    .putInt(message.length)
                    .put(message)
                    .putInt(0)
                    .flip();
            ByteBuffer blob = ByteBuffer.wrap(text(ask(request, SIGN_RESPONSE)));
            text(blob); // the kind of key
            return text(blob);
        }
    }

    private ByteBuffer ask(ByteBuffer request, int expected) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer framed = ByteBuffer.allocate(Integer.BYTES + request.remaining())
                    .putInt(request.remaining())
                    .put(request)
                    .flip();
            while (framed.hasRemaining()) {
                channel.write(framed);
            }
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            int length = in.readInt();
            if (length < 1 || length > MAX_ANSWER) {
                throw new SigningException("the ssh-agent at %s answers nonsense".formatted(socket));
            }
            byte[] answer = in.readNBytes(length);
            if (answer.length < length) {
                throw new EOFException("cut off");
            }
            if (answer[0] != expected) {
                throw new SigningException("the ssh-agent at %s refuses".formatted(socket));
            }
            return ByteBuffer.wrap(Arrays.copyOfRange(answer, 1, answer.length));
        } catch (IOException e) {
            throw new SigningException("the ssh-agent at %s doesn't answer: %s".formatted(socket, e.getMessage()), e);
        }
    }

    private byte[] text(ByteBuffer from) {
        int length = from.remaining() < Integer.BYTES ? -1 : from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new SigningException("the ssh-agent at %s answers nonsense".formatted(socket));
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
