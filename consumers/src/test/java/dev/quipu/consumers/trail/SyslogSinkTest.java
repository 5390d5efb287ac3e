package dev.quipu.consumers.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.local.Certificates;
import dev.quipu.schemas.registry.TlsContext;
import dev.quipu.schemas.registry.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SyslogSinkTest {

    /** RFC 5424 §6, as far as these messages use it. */
    private static final Pattern MESSAGE =
            Pattern.compile("<(\\d+)>1 (\\S+) (\\S+) quipu (\\d+) (\\S{1,32}) \\[meta sequenceId=\"(\\d+)\"] (\\{.*})");

    private static final TrailFormat FORMAT = TrailFormat.OCSF;
    private static final SyslogMessage FROM = new SyslogMessage("db one.example", 42);

    @Test
    void sendsMessagesOfTheStandard() throws IOException {
        try (SyslogReceiver receiver = SyslogReceiver.plain(0);
                SyslogSink sink = new SyslogSink("127.0.0.1", receiver.port(), null, FROM)) {
            sink.deliver(Entries.all().stream().map(FORMAT::line).toList());

            await().until(() -> receiver.messages().size() == Entries.all().size());
            for (TrailEntry entry : Entries.all()) {
                String message = receiver.messages().get((int) entry.number());
                Matcher parts = MESSAGE.matcher(message);
                assertThat(parts.matches()).as(message).isTrue();
                assertThat(parts.group(1)).isEqualTo(entry.isVoid() ? "108" : "110");
                assertThat(parts.group(3)).isEqualTo("dbone.example");
                assertThat(parts.group(5)).isEqualTo(entry.event());
                assertThat(parts.group(6)).isEqualTo(Long.toString(entry.number() + 1));
                JsonNode sent = JsonMapper.shared().readTree(parts.group(7));
                assertThat(sent)
                        .isEqualTo(
                                JsonMapper.shared().readTree(FORMAT.line(entry).json()));
                assertThat(message).matches("[ -~]*");
            }
        }
    }

    @Test
    void sendsTheBatchBeforeAgainOverANewConnection() throws IOException {
        try (SyslogReceiver receiver = SyslogReceiver.plain(0);
                SyslogSink sink = new SyslogSink("127.0.0.1", receiver.port(), null, FROM)) {
            sink.deliver(lines(0, 2));
            await().until(() -> receiver.messages().size() == 2);
            receiver.hangUp();

            await().ignoreException(IOException.class).until(() -> {
                sink.deliver(lines(2, 3));
                return true;
            });

            await().until(() -> receiver.messages().size() >= 5);
            assertThat(receiver.messages().stream().map(SyslogSinkTest::sequence))
                    .endsWith("1", "2", "3");
        }
    }

    @Test
    void tellsWhereNobodyListens() throws IOException {
        SyslogReceiver receiver = SyslogReceiver.plain(0);
        receiver.close();
        try (SyslogSink sink = new SyslogSink("127.0.0.1", receiver.port(), null, FROM)) {
            assertThatThrownBy(() -> sink.deliver(lines(0, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("syslog at 127.0.0.1:" + receiver.port());
        }
    }

    @Test
    void speaksTlsWithWhomItTrusts(@TempDir Path folder) throws Exception {
        Certificates certificates = new Certificates(folder);
        SSLServerSocket server = secured(certificates.keystore("siem"));
        Path known = Files.writeString(folder.resolve("siem.pem"), certificates.certificate("siem"));
        certificates.keystore("other");
        Path other = Files.writeString(folder.resolve("other.pem"), certificates.certificate("other"));
        try (SyslogReceiver receiver = new SyslogReceiver(server);
                TrailSink sink = trusting(known, receiver);
                TrailSink stranger = trusting(other, receiver)) {
            sink.deliver(lines(0, 2));
            await().until(() -> receiver.messages().size() == 2);

            assertThatThrownBy(() -> stranger.deliver(lines(0, 2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("can't be reached");
            assertThat(receiver.messages()).hasSize(2);
        }
    }

    private static TrailSink trusting(Path certificates, SyslogReceiver receiver) {
        TlsSettings tls = new TlsSettings(new TlsSettings.Store(certificates, null), null);
        return new SinkSettings.ToSyslog("127.0.0.1", receiver.port(), tls).open(FORMAT);
    }

    private static SSLServerSocket secured(Path keystore) throws Exception {
        TlsSettings tls = new TlsSettings(null, new TlsSettings.Store(keystore, () -> Certificates.PASSWORD));
        return (SSLServerSocket)
                TlsContext.of(tls).getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String sequence(String message) {
        Matcher parts = MESSAGE.matcher(message);
        assertThat(parts.matches()).isTrue();
        return parts.group(6);
    }

    private static List<TrailLine> lines(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> FORMAT.line(Entries.garbage(number)))
                .toList();
    }
}
