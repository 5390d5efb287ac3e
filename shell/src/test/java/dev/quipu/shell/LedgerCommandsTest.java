package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.local.TestBroker;
import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about the topic itself, also when it is no ledger. */
class LedgerCommandsTest {

    private static final Map<String, Object> CLIENTS = Map.of("bootstrap.servers", TestBroker.bootstrapServers());

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    private OperatorShell shell;

    @BeforeEach
    void start() throws IOException {
        shell = new OperatorShell(home);
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void checkTellsWhatIsMissing() {
        Ended check = shell.run("ledger", "check");

        assertThat(check.code()).isEqualTo(ExitCode.FAILED);
        assertThat(check.out()).contains("unsafe").contains("There is no such topic. Make one: quipu ledger init");
    }

    @Test
    void checkTellsSettingsAndRights() {
        done("ledger", "init");

        assertThat(done("ledger", "check").out())
                .contains("cleanup.policy")
                .contains("delete (from dynamic topic config)")
                .contains("This user may delete the topic")
                .doesNotContain("unsafe");
    }

    @Test
    void checkTellsWhyALedgerCannotBeOpened() throws Exception {
        done("ledger", "init");
        set("retention.ms", "1000000000");

        Ended check = shell.run("ledger", "check");

        assertThat(check.code()).isEqualTo(ExitCode.FAILED);
        assertThat(check.out())
                .containsPattern("retention.ms +unsafe +1000000000 ")
                .contains("--add-config retention.ms=-1");
        assertThat(done("ledger", "check", "--mend").err()).contains("Set retention.ms.");
        assertThat(done("ledger", "check", "--mend").err()).contains("Nothing to mend.");
    }

    @Test
    void inspectShowsAnEntryAndWhatIsNone() throws Exception {
        done("ledger", "init", "--name", "shop");
        write("hello \u001b[31m".getBytes(StandardCharsets.UTF_8), "h\u001b[31m");
        write(new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0});
        write(null);

        assertThat(done("ledger", "inspect", "0").out())
                .contains("embedded, entry schema")
                .contains("LedgerOpened")
                .contains("name=shop");
        assertThat(done("ledger", "inspect", "1").out())
                .contains("none: no entry of Quipu")
                .contains("68656c6c6f")
                .doesNotContain("\u001b");
        assertThat(done("ledger", "inspect", "2").out())
                .contains("schema 0807060504030201: a newer Quipu wrote it")
                .contains("Install a newer Quipu");
        assertThat(done("ledger", "inspect", "3").out()).contains("a record without a value");
        assertThat(shell.run("ledger", "info").err()).contains("quipu ledger inspect 2");
    }

    @Test
    void inspectNamesTheRange() {
        done("ledger", "init");

        for (String offset : List.of("1", "4711", "-1")) {
            Ended none = shell.run("ledger", "inspect", offset);
            assertThat(none.code()).isEqualTo(offset.equals("-1") ? ExitCode.USAGE : ExitCode.FAILED);
            assertThat(none.err()).contains(offset);
        }
        assertThat(shell.run("ledger", "inspect", "1").err()).contains("Its offsets go from 0 to 0.");
    }

    @Test
    void anExportedLedgerCanBeImported() throws IOException {
        done("ledger", "init");
        done("service", "add", "orders");
        Path file = folder.resolve("file");

        assertThat(done("ledger", "export", file.toString()).out()).contains("records:  2");
        Ended imported = done("ledger", "import", file.toString(), "--topic", shell.topic() + "-restored");

        assertThat(imported.err()).contains("Restored 2 records").contains("set ledger.topic=");
        assertThat(refused(ExitCode.USAGE, "ledger", "export", file.toString())).contains("exists already");
        assertThat(refused(ExitCode.USAGE, "ledger", "import", folder + "/none"))
                .contains("there is no file or folder");
        assertThat(refused(ExitCode.FAILED, "ledger", "import", file.toString()))
                .contains("is not empty");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);
        assertThat(refused(ExitCode.FAILED, "ledger", "import", file.toString(), "--topic", "never"))
                .contains("it was altered or cut off")
                .contains("nothing was written");
    }

    private Ended done(String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private String refused(ExitCode code, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        return ended.err();
    }

    private void write(byte @Nullable [] value) throws Exception {
        write(value, "header");
    }

    private void write(byte @Nullable [] value, String header) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(CLIENTS, new ByteArraySerializer(), new ByteArraySerializer())) {
            Header control = new RecordHeader(header, "v\u001b[2J\n".getBytes(StandardCharsets.UTF_8));
            byte[] key = "ledger".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(shell.topic(), 0, key, value, List.of(control)))
                    .get();
        }
    }

    private void set(String name, String value) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, shell.topic());
        try (Admin admin = Admin.create(CLIENTS)) {
            admin.incrementalAlterConfigs(Map.of(
                            topic, List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
