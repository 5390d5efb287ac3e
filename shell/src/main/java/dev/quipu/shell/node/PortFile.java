package dev.quipu.shell.node;

import dev.quipu.shell.config.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The port that a server used last, kept so that it gets the same one next time.
 *
 * @param file may be missing or unreadable: then any free port will do
 */
record PortFile(Path file) {

    /** The port of last time if it is free now, else any free one. */
    int choose() {
        int last = last();
        return last > 0 && isFree(last) ? last : free();
    }

    void keep(int port) {
        PrivateFiles.write(file, port + "\n");
    }

    private int last() {
        try {
            int port = Integer.parseInt(Files.readString(file).strip());
            return port < 65_536 ? port : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback interface", e);
        }
    }
}
