package dev.quipu.shell.checkpoint;

import dev.quipu.consumers.notary.Notary;
import dev.quipu.consumers.notary.NotarySettings;
import dev.quipu.consumers.notary.WitnessAddress;
import dev.quipu.consumers.notary.WitnessServer;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.shell.agent.StandAlone;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** The processes that sign a ledger's checkpoints, and confirm others'. */
@Component
class NotaryCommands {

    private static final String WITNESS = "witness";

    private final StandAlone standAlone;
    private final LedgerAccess access;
    private final Console console;

    NotaryCommands(StandAlone standAlone, LedgerAccess access, Console console) {
        this.standAlone = standAlone;
        this.access = access;
        this.console = console;
    }

    @Command(name = "notary", group = "Processes", description = "Sign checkpoints of the ledger, until stopped")
    @Examples({
        "notary --state /var/lib/quipu/notary --directory /srv/checkpoints",
        "notary --state notary --directory checkpoints --witness https://other.example=other.example+ab12…"
    })
    void notary(
            @Option(description = "a folder of its own, which must not get lost", required = true) Path state,
            @Option(description = "where checkpoints are published, such as a git repository", required = true)
                    Path directory,
            @Option(description = "sign after so many entries", defaultValue = "1000") int entries,
            @Option(description = "let no entry wait longer for a checkpoint", defaultValue = "60s") Duration interval,
            @Option(description = "URL=vkey of a witness that is to confirm each; may be repeated")
                    List<String> witness)
            throws Exception {
        NotarySettings settings = settings(state, directory, entries, interval, witness);
        KafkaSettings kafka = access.settings();
        standAlone.run(kafka, new Working(kafka, settings));
    }

    /** A notary whose end is the process's. */
    private static final class Working implements StandAlone.Work {
        private final KafkaSettings kafka;
        private final NotarySettings settings;
        private @Nullable Notary notary;

        Working(KafkaSettings kafka, NotarySettings settings) {
            this.kafka = kafka;
            this.settings = settings;
        }

        @Override
        public AutoCloseable start(KafkaLedger ledger) {
            Notary started = Notary.start(ledger, kafka, settings);
            notary = started;
            return started;
        }

        @Override
        public void requireWorking() {
            if (notary != null) {
                notary.requireWorking();
            }
        }
    }

    private static NotarySettings settings(
            Path state, Path directory, int entries, Duration interval, List<String> witnesses) {
        try {
            return new NotarySettings(
                    state,
                    directory,
                    entries,
                    interval,
                    witnesses.stream().map(WitnessAddress::parse).toList());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()), "See: help notary");
        }
    }

    @Command(
            name = "witness",
            group = "Processes",
            description = "Confirm checkpoints of others' ledgers over HTTP, until stopped")
    @Examples("witness --name witness.example --state /var/lib/quipu/witness --log 'quipu-ledger/0198…+ab12…+…'")
    void witness(
            @Option(description = "the name of its key, such as witness.example", required = true) String name,
            @Option(description = "a folder with what it has seen, which must not get lost", required = true)
                    Path state,
            @Option(description = "the vkey of a log to watch; may be repeated") List<String> log,
            @Option(description = "host:port to listen on", defaultValue = "127.0.0.1:7465") String listen)
            throws IOException, InterruptedException {
        if (log.isEmpty()) {
            throw CommandFailure.usage("a witness watches a log at least", "Name it: --log and the notary's vkey");
        }
        Signer signer = access.keys().ensure(WITNESS);
        try (WitnessServer server = WitnessServer.start(address(listen), state, name, signer, keys(log))) {
            console.text(server.key().toString());
            console.message(
                    "Confirming checkpoints on port %d; give the key above to the notaries.".formatted(server.port()));
            standAlone.awaitStop();
        }
    }

    private static List<NoteVerifierKey> keys(List<String> logs) {
        List<NoteVerifierKey> keys = new ArrayList<>();
        for (String log : logs) {
            try {
                keys.add(NoteVerifierKey.parse(log));
            } catch (NoteException e) {
                throw CommandFailure.usage("'%s' is no vkey: %s".formatted(log, e.getMessage()), e.nextStep());
            }
        }
        return keys;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw CommandFailure.usage(
                    "'%s' is no address".formatted(text), "Write host:port: --listen 127.0.0.1:7465");
        }
    }
}
