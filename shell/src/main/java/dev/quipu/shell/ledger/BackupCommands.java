package dev.quipu.shell.ledger;

import dev.quipu.ledger.backup.BackupException;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.kafka.LedgerExport;
import dev.quipu.ledger.kafka.LedgerExport.Exported;
import dev.quipu.ledger.kafka.LedgerImport;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.node.QuipuVersion;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Saves a ledger to a file and brings it back. */
@Component
class BackupCommands {

    private final LedgerAccess access;
    private final Console console;

    BackupCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "ledger export", group = "Ledger", description = "Save all records of the ledger to a file")
    @Examples("ledger export quipu-2026-11-24.backup")
    void export(@Argument(index = 0, description = "the file to write; must not exist") Path file) {
        KafkaSettings settings = access.settings();
        Exported exported;
        try (Progress progress = console.progress("writing " + file)) {
            exported = new LedgerExport(settings, QuipuVersion.current())
                    .to(file, records -> progress.update("%,d records".formatted(records)));
        } catch (IOException e) {
            throw failure(e, file, "Name another file, or mend what is wrong with this one; nothing was written");
        }
        console.print(Details.empty()
                .with("file", file)
                .with("topic", settings.topic())
                .with("records", exported.records())
                .with("sha256", exported.digest()));
    }

    @Command(name = "ledger import", group = "Ledger", description = "Restore a ledger from a file into a new topic")
    @Examples({"ledger import quipu-2026-11-24.backup", "ledger import quipu-2026-11-24.backup --topic quipu.restored"})
    void restore(
            @Argument(index = 0, description = "a file of ledger export") Path file,
            @Option(description = "the topic to fill; default: the ledger's") @Nullable String topic) {
        KafkaSettings configured = access.settings();
        KafkaSettings settings = topic == null ? configured : new KafkaSettings(topic, configured.clients());
        long records;
        try (Progress progress = console.progress("importing " + file)) {
            records = new LedgerImport(settings).from(file, new Shown(progress));
        } catch (IOException e) {
            throw failure(e, file, "Use another backup; nothing was written");
        }
        console.message("Restored %,d records into topic %s.".formatted(records, settings));
        if (!settings.topic().equals(configured.topic())) {
            console.message((access.isLocal()
                            ? "Use it: quipu down, set ledger.topic=%s in quipu.properties, quipu up."
                            : "Use it: set ledger.topic=%s in quipu.properties.")
                    .formatted(settings.topic()));
        }
    }

    private static CommandFailure failure(IOException e, Path file, String nextStep) {
        return switch (e) {
            case FileAlreadyExistsException exists ->
                CommandFailure.usage("%s exists already".formatted(file), "Name another file");
            case NoSuchFileException missing ->
                CommandFailure.usage(
                        "there is no file or folder for %s".formatted(file), "Name a file in a folder that is there");
            case AccessDeniedException denied ->
                new CommandFailure(
                        ExitCode.FAILED,
                        "%s can't be read or written".formatted(file),
                        "Look at the permissions of the file and its folder",
                        e);
            case BackupException damaged ->
                new CommandFailure(
                        ExitCode.FAILED, "%s can't be used: %s".formatted(file, e.getMessage()), nextStep, e);
            default -> new CommandFailure(ExitCode.FAILED, "%s can't be used: %s".formatted(file, e), nextStep, e);
        };
    }

    /** Shows an import's progress. */
    private record Shown(Progress progress) implements LedgerImport.Progress {
        @Override
        public void phase(String name) {
            progress.phase(name);
        }

        @Override
        public void records(long done) {
            progress.update("%,d records".formatted(done));
        }
    }
}
