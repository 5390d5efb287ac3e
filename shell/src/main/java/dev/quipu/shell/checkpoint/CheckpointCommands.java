package dev.quipu.shell.checkpoint;

import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.kafka.LogLeaves;
import dev.quipu.ledger.kafka.LoggedLeaf;
import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.FrontierBuilder;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.proof.SignedNote;
import dev.quipu.ledger.state.CheckpointState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about checkpoints. */
@Component
class CheckpointCommands {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final LedgerAccess access;
    private final Console console;

    CheckpointCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "checkpoint show", group = "Proof", description = "Show the newest checkpoint in the ledger")
    @Examples({"checkpoint show", "checkpoint show --note > checkpoint"})
    void show(@Option(description = "print the signed note and nothing else") boolean note) {
        LedgerState state = access.state();
        CheckpointState newest = state.checkpoint();
        if (newest == null) {
            throw CommandFailure.refused("the ledger has no checkpoint yet", "Run a notary: help notary");
        }
        if (note) {
            console.text(newest.note().stripTrailing());
            return;
        }
        console.print(Details.empty()
                .with("size", newest.size())
                .with("root", newest.root())
                .with("signedBy", newest.stamp().actor())
                .with("at", newest.stamp().at())
                .with("entry", newest.stamp().number())
                .with("entriesSince", state.entries() - newest.size())
                .with("note", newest.note()));
    }

    @Command(
            name = "checkpoint verify",
            group = "Proof",
            description = "Read the whole log, and compare it with a checkpoint")
    @Examples({"checkpoint verify", "checkpoint verify --file checkpoint-of-last-year"})
    void verify(
            @Option(description = "a checkpoint kept elsewhere; without it, the newest in the ledger") @Nullable
                    Path file)
            throws IOException, InterruptedException {
        LedgerState state = access.state();
        SignedNote note = parse(text(state, file));
        Checkpoint checkpoint = open(state, note);
        FrontierBuilder tree = new FrontierBuilder();
        try (LogLeaves log = LogLeaves.open(access.settings());
                Progress progress = console.progress("reading the log")) {
            while (tree.size() < checkpoint.size() && !log.hasAll()) {
                for (LoggedLeaf leaf : log.next(ANSWER_WITHIN)) {
                    if (tree.size() < checkpoint.size()) {
                        tree.append(leaf.hash().toBytes(), 0);
                    }
                }
                progress.update("%,d of %,d entries".formatted(tree.size(), checkpoint.size()));
            }
        }
        compare(checkpoint, tree);
    }

    private void compare(Checkpoint checkpoint, FrontierBuilder tree) {
        if (tree.size() < checkpoint.size()) {
            throw altered(
                    "the log has %d entries, and the checkpoint is of %d".formatted(tree.size(), checkpoint.size()));
        }
        if (!tree.root().equals(checkpoint.root())) {
            throw altered("the log's first %d entries are not those of the checkpoint".formatted(checkpoint.size()));
        }
        console.message("The log's first %d entries are just what the notary signed: root %s."
                .formatted(checkpoint.size(), checkpoint.root()));
    }

    private static CommandFailure altered(String how) {
        return new CommandFailure(
                ExitCode.FAILED,
                how,
                "Find out who changed the topic, compare it with other machines' checkpoints, and restore it from a"
                        + " backup: quipu ledger import");
    }

    private static String text(LedgerState state, @Nullable Path file) throws IOException {
        if (file != null) {
            return Files.readString(file);
        }
        CheckpointState newest = state.checkpoint();
        if (newest == null) {
            throw CommandFailure.refused("the ledger has no checkpoint yet", "Name a file with one: --file");
        }
        return newest.note();
    }

    private static SignedNote parse(String text) {
        try {
            return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoteException e) {
            throw CommandFailure.usage("that is no checkpoint: " + e.getMessage(), e.nextStep());
        }
    }

    /** Signed by a notary whose key the ledger knows: one that was revoked since was one then. */
    private static Checkpoint open(LedgerState state, SignedNote note) {
        UUID ledger = state.id();
        List<NoteVerifierKey> notaries = ledger == null
                ? List.of()
                : state.authority().keys().values().stream()
                        .filter(key -> key.has(Role.NOTARY))
                        .map(key -> LedgerOrigin.key(ledger, key.key()))
                        .toList();
        try {
            return Checkpoint.open(note, notaries);
        } catch (NoteException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no notary of this ledger signed that: " + e.getMessage(),
                    "See whose keys there are: key list --all",
                    e);
        }
    }
}
