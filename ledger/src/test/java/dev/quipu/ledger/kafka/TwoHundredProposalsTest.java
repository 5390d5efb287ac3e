package dev.quipu.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.Decoded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two hundred proposals of one change number at the same time, from four processes. */
class TwoHundredProposalsTest {

    private static final int PROCESSES = 4;

    @RegisterExtension
    private final LedgerTopic topic = new LedgerTopic();

    @Test
    void haveOneWinnerThatAllOthersAreTold() throws Exception {
        KafkaLedger ledger = topic.initialise();
        ledger.submit(LedgerSpec.ANN, Command.of(Events.service("orders"), ""));

        List<String> replies = propose();

        assertThat(replies).hasSize(PROCESSES * Proposer.THREADS);
        List<String> accepted =
                replies.stream().filter(line -> line.startsWith("accepted ")).toList();
        assertThat(accepted).hasSize(1);
        String winner = accepted.getFirst().replace("accepted ", "");
        assertThat(replies)
                .filteredOn(line -> line.equals("conflict " + winner))
                .hasSize(replies.size() - 1);
        assertThat(acceptedProposalsInTheLog()).containsExactly(winner);
    }

    private List<String> propose() throws IOException {
        List<Process> processes = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                Process process = start("process " + i);
                processes.add(process);
                outputs.add(process.inputReader());
            }
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            for (Process process : processes) {
                try (OutputStream go = process.getOutputStream()) {
                    go.write('\n');
                }
            }
            return outputs.stream().flatMap(BufferedReader::lines).toList();
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(String name) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Proposer.class.getName(),
                topic.settings().bootstrapServers(),
                topic.settings().topic(),
                name);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Folds the log here, and not with the ledger's own reader. */
    private List<String> acceptedProposalsInTheLog() {
        List<String> accepted = new ArrayList<>();
        LedgerState state = LedgerState.empty();
        int proposals = 0;
        for (ConsumerRecord<byte[], byte[]> raw : new RawTopic(topic.settings()).records()) {
            Entry entry = entries(raw).findFirst().orElseThrow();
            Folded folded = Fold.fold(state, entry, Instant.ofEpochMilli(raw.timestamp()));
            state = folded.state();
            if (entry.event() instanceof ChangeProposed) {
                proposals++;
                if (folded.outcome() instanceof Outcome.Accepted) {
                    accepted.add(entry.id().toString());
                }
            }
        }
        assertThat(proposals).as("proposals that met in the log").isGreaterThan(1);
        assertThat(state.voids()).isEqualTo(proposals - 1);
        return accepted;
    }

    private static Stream<Entry> entries(ConsumerRecord<byte[], byte[]> raw) {
        return EntryCodec.decode(raw.value()) instanceof Decoded.Value<Entry>(Entry entry)
                ? Stream.of(entry)
                : Stream.empty();
    }
}
