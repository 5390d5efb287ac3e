package dev.quipu.ledger.key;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What an ssh-agent answers: the list of its keys and signatures (draft-ietf-sshm-ssh-agent). */
record SshAgentServer(Path socket, ServerSocketChannel server) implements AutoCloseable {

    static SshAgentServer with(Path socket, PrivateKey key) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(() -> serve(server, key));
        return new SshAgentServer(socket, server);
    }

    private static void serve(ServerSocketChannel server, PrivateKey key) {
        try {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    DataInputStream in = new DataInputStream(Channels.newInputStream(client));
                    ByteBuffer request = ByteBuffer.wrap(in.readNBytes(in.readInt()));
                    byte[] answer = request.get() == 11 ? keys(key) : signature(key, request);
                    client.write(ByteBuffer.allocate(4 + answer.length)
                            .putInt(answer.length)
                            .put(answer)
                            .flip());
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static byte[] keys(PrivateKey key) {
        byte[] other = {0, 0, 0, 1, 'x'};
        byte[] wire = key.publicKey().wire();
        return ByteBuffer.allocate(1 + 4 + 4 + other.length + 4 + 4 + wire.length + 4)
                .put((byte) 12)
                .putInt(2)
                .putInt(other.length)
                .put(other)
                .putInt(0)
                .putInt(wire.length)
                .put(wire)
                .putInt(0)
                .array();
    }

    private static byte[] signature(PrivateKey key, ByteBuffer request) {
        request.get(new byte[request.getInt()]);
        byte[] message = new byte[request.getInt()];
        request.get(message);
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = key.sign(message);
        int length = 4 + type.length + 4 + signature.length;
        return ByteBuffer.allocate(1 + 4 + length)
                .put((byte) 14)
                .putInt(length)
                .putInt(type.length)
                .put(type)
                .putInt(signature.length)
                .put(signature)
                .array();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
