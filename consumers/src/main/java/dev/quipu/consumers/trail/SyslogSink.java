package dev.quipu.consumers.trail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Syslog messages over a connection (RFC 5424; RFC 6587 with octet counting, or RFC 5425 over TLS). Syslog confirms
 * nothing: confirmed means that this machine's network took them. Whenever a connection had to be made anew, the batch
 * before is sent once more.
 */
final class SyslogSink implements TrailSink {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int LOOK_MILLIS = 1;

    private final String host;
    private final int port;
    private final @Nullable SSLContext tls;
    private final SyslogMessage message;
    private @Nullable Socket socket;
    private @Nullable OutputStream out;
    private List<TrailLine> before = List.of();

    /** @param tls for a connection over TLS, or null for a plain one */
    SyslogSink(String host, int port, @Nullable SSLContext tls, SyslogMessage message) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.message = message;
    }

    @Override
    public void deliver(List<TrailLine> lines) throws IOException {
        try {
            OutputStream to = connected();
            for (TrailLine line : lines) {
                write(to, line);
            }
            to.flush();
            requireOpen();
            before = List.copyOf(lines);
        } catch (IOException e) {
            disconnect();
            throw new IOException("%s can't be reached (%s)".formatted(this, e.getMessage()), e);
        }
    }

    private void write(OutputStream to, TrailLine line) throws IOException {
        byte[] text = message.of(line);
        to.write((text.length + " ").getBytes(StandardCharsets.US_ASCII));
        to.write(text);
    }

    private OutputStream connected() throws IOException {
        if (out != null) {
            requireOpen();
            return out;
        }
        Socket made = connect();
        OutputStream to = new BufferedOutputStream(made.getOutputStream(), 1 << 16);
        for (TrailLine line : before) {
            write(to, line);
        }
        out = to;
        return to;
    }

    private Socket connect() throws IOException {
        Socket plain = SocketFactory.getDefault().createSocket();
        socket = plain;
        plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        plain.setTcpNoDelay(true);
        if (tls == null) {
            return plain;
        }
        plain.setSoTimeout(CONNECT_MILLIS);
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
        socket = secured;
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** A receiver has nothing to say: if there is something to read, it is the end. */
    private void requireOpen() throws IOException {
        Socket open = socket;
        if (open == null) {
            throw new IOException("it is closed");
        }
        open.setSoTimeout(LOOK_MILLIS);
        try {
            if (open.getInputStream().read() < 0) {
                throw new IOException("it closed the connection");
            }
        } catch (SocketTimeoutException e) {
            // nothing to read, as it should be
        }
    }

    private void disconnect() throws IOException {
        Socket open = socket;
        socket = null;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
    }

    @Override
    public String toString() {
        return "syslog at %s:%d".formatted(host, port);
    }
}
