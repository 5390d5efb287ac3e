package dev.quipu.consumers.trail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A syslog receiver that counts octets. */
final class SyslogReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    SyslogReceiver(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::listen);
    }

    static SyslogReceiver plain(int port) throws IOException {
        return new SyslogReceiver(new ServerSocket(port, 5, InetAddress.getLoopbackAddress()));
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> receive(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void receive(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream())) {
            for (int digit = in.read(); digit >= 0; digit = in.read()) {
                int length = 0;
                for (; digit != ' '; digit = in.read()) {
                    length = 10 * length + digit - '0';
                }
                messages.add(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // the other side has gone
        }
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> messages() {
        return messages;
    }

    /** Closes what is open; who was connected may connect again. */
    void hangUp() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }
}
