package dev.quipu.shell.evidence;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.evidence.ChangeProofs;
import dev.quipu.ledger.evidence.EvidenceCheck;
import dev.quipu.ledger.evidence.EvidenceException;
import dev.quipu.ledger.evidence.EvidenceExport;
import dev.quipu.ledger.evidence.EvidenceExport.Written;
import dev.quipu.ledger.evidence.EvidenceRequest;
import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands that hand out evidence, and verify it. */
@Component
class EvidenceCommands {

    private final LedgerAccess access;
    private final Console console;

    EvidenceCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(
            name = "audit export",
            group = "Proof",
            description = "Write a folder with a period's records and what proves them")
    @Examples({
        "audit export evidence-2026 --from 2026-01-01 --to 2027-01-01",
        "audit export evidence-2027 --from 2027-01-01 --previous evidence-2026"
    })
    void export(
            @Argument(index = 0, description = "the folder, which must not be there") Path folder,
            @Option(description = "a date, or a time with its offset; without it, from the first record on") @Nullable
                    Moment from,
            @Option(description = "and up to there; without it, up to now") @Nullable Moment to,
            @Option(description = "the package before, whose log this one is shown to contain") @Nullable Path previous)
            throws IOException {
        Instant now = Instant.now();
        LedgerState state = access.state();
        EvidenceRequest request = new EvidenceRequest(
                state,
                from == null ? Instant.EPOCH : from.at(),
                to == null ? now : to.at(),
                previous,
                access.actor().id(),
                now);
        Written written;
        try (Progress progress = console.progress("reading the log")) {
            written = new EvidenceExport(access.settings(), request)
                    .to(folder, read -> progress.update("%,d records".formatted(read)));
        } catch (EvidenceException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e.nextStep(), e);
        }
        console.message("Wrote %d records from entry %d on, with %d proofs, to %s."
                .formatted(written.count(), written.first(), written.proofs(), folder));
        console.message("Verify it with: audit verify %s; or with %s".formatted(folder, folder.resolve("README.md")));
    }

    @Command(name = "audit verify", group = "Proof", description = "Verify a folder that audit export wrote")
    @Examples({"audit verify evidence-2026", "audit verify evidence-2026 --vkey 'quipu-ledger/0198…+7f0c…+AT…'"})
    void verify(
            @Argument(index = 0, description = "the folder") Path folder,
            @Option(description = "the notary's key, from elsewhere; without it, the folder's own is believed")
                    @Nullable
                    String vkey)
            throws IOException {
        try {
            new EvidenceCheck(folder, vkey == null ? null : NoteVerifierKey.parse(vkey))
                    .run()
                    .forEach(console::text);
        } catch (EvidenceException e) {
            throw new CommandFailure(ExitCode.FAILED, "%s: %s".formatted(folder, e.getMessage()), e.nextStep(), e);
        } catch (NoteException e) {
            throw CommandFailure.usage("'%s' is no vkey: %s".formatted(vkey, e.getMessage()), e.nextStep());
        }
    }

    @Command(name = "audit prove", group = "Proof", description = "Write proofs for all entries of one change")
    @Examples("audit prove orders/7 --directory proofs")
    void prove(
            @Argument(index = 0, description = "the change") @CompletedBy("changeIds") ChangeId change,
            @Option(description = "the folder for .tlog-proof files", defaultValue = "proofs") Path directory)
            throws IOException {
        long proofs;
        try (Progress progress = console.progress("reading the log")) {
            proofs = new ChangeProofs(access.settings(), access.state())
                    .write(change, directory, read -> progress.update("%,d records".formatted(read)));
        } catch (EvidenceException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e.nextStep(), e);
        }
        console.message("Wrote and verified %d proofs of %s in %s.".formatted(proofs, change, directory));
    }
}
