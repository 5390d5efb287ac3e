package dev.quipu.consumers.trail;

import dev.quipu.schemas.registry.TlsContext;
import dev.quipu.schemas.registry.TlsSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a trail goes, and how. */
public sealed interface SinkSettings {

    /**
     * Makes it ready.
     *
     * @throws IllegalArgumentException if a file of certificates can't be used
     */
    TrailSink open(TrailFormat format);

    /** Standard output. */
    record ToOutput() implements SinkSettings {
        @Override
        public TrailSink open(TrailFormat format) {
            return new StreamSink(new FileOutputStream(FileDescriptor.out));
        }
    }

    /**
     * A file.
     *
     * @param rotateSize bytes from which on it is full
     * @param rotateAfter age from which on it is full
     */
    record ToFile(Path file, long rotateSize, Duration rotateAfter) implements SinkSettings {
        @Override
        public TrailSink open(TrailFormat format) {
            return new FileSink(file, rotateSize, rotateAfter, format, InstantSource.system());
        }
    }

    /**
     * A syslog receiver.
     *
     * @param tls certificates for TLS, or null for a plain connection, which goes to this machine only
     */
    record ToSyslog(String host, int port, @Nullable TlsSettings tls) implements SinkSettings {

        /** @throws IllegalArgumentException if others could read along */
        public ToSyslog {
            if (tls == null && !Endpoint.isLoopback(host)) {
                throw new IllegalArgumentException(
                        "a plain connection to %s can be read on its way; use TLS, or a relay on this machine"
                                .formatted(host));
            }
        }

        @Override
        public TrailSink open(TrailFormat format) {
            SyslogMessage message =
                    new SyslogMessage(thisHost(), ProcessHandle.current().pid());
            return new SyslogSink(host, port, tls == null ? null : TlsContext.of(tls), message);
        }

        private static String thisHost() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "";
            }
        }
    }

    /**
     * An HTTP receiver.
     *
     * @param batch whether to send CloudEvents' batches rather than lines
     * @param token a bearer token, read for each request, or null for none
     */
    record ToHttp(
            URI url,
            boolean batch,
            Duration timeout,
            @Nullable Supplier<String> token,
            TlsSettings tls) implements SinkSettings {

        /** @throws IllegalArgumentException if it is no URL to post to, or others could read the token */
        public ToHttp {
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw new IllegalArgumentException("it is no URL such as https://siem.example/events");
            }
            if (url.getUserInfo() != null) {
                throw new IllegalArgumentException("it holds a user; use a token from a file instead");
            }
            if (token != null && !Endpoint.isPrivate(url)) {
                throw new IllegalArgumentException("over http the token could be read on its way; use https");
            }
        }

        @Override
        public TrailSink open(TrailFormat format) {
            HttpSink.Body body = batch ? HttpSink.Body.CLOUDEVENTS_BATCH : HttpSink.Body.NDJSON;
            return new HttpSink(url, body, timeout, token, TlsContext.of(tls));
        }

        /** Without the token. */
        @Override
        public String toString() {
            return url.toString();
        }
    }
}
