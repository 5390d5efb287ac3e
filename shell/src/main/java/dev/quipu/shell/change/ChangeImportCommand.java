package dev.quipu.shell.change;

import dev.quipu.consumers.importer.ImportResult;
import dev.quipu.consumers.importer.MigrationImporter;
import dev.quipu.consumers.importer.MigrationKind;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.state.ServiceState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Turns an existing migration folder into change files. */
@Component
class ChangeImportCommand {

    private final LedgerAccess access;
    private final Console console;

    ChangeImportCommand(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "change import", group = "Changes", description = "Turn a migration folder into change files")
    @Examples({
        "change import db/migrations --service orders --from golang-migrate",
        "change import sql --service orders --from flyway --out changes/orders"
    })
    void importFolder(
            @Argument(index = 0, description = "the folder") Path dir,
            @Option(description = "whose schema it is", required = true) @CompletedBy("serviceNames")
                    ServiceName service,
            @Option(
                            description = "the tool it was written for: diesel, golang-migrate, flyway, goose, dbmate,"
                                    + " sqitch or ory",
                            required = true)
                    MigrationKind from,
            @Option(description = "where to write; SERVICE-changes by default") @Nullable Path out)
            throws IOException {
        ServiceState known = access.state().service(service);
        if (known == null) {
            throw CommandFailure.usage(
                    "there is no service %s".formatted(service),
                    "Register it: service add %s --dialect postgresql".formatted(service));
        }
        ImportResult result = MigrationImporter.importFrom(dir, from, service, known.dialect(), known.lastChange() + 1);
        CheckedFiles.report(result.problems(), console);
        if (result.changes().isEmpty()) {
            throw CommandFailure.usage(
                    "no %s migrations in %s".formatted(from.label(), dir), "Check the folder and --from");
        }
        Path folder = out == null ? Path.of(service + "-changes") : out;
        write(result.changes(), folder);
        if (!result.skipped().isEmpty()) {
            console.message("Left alone as no migrations: %d files."
                    .formatted(result.skipped().size()));
        }
        console.message("Wrote %d changes to %s. Next: change propose %s"
                .formatted(result.changes().size(), folder, folder));
    }

    private static void write(List<ChangeFile> changes, Path folder) throws IOException {
        for (ChangeFile change : changes) {
            Path file = folder.resolve(change.fileName());
            if (Files.exists(file)) {
                throw CommandFailure.usage(
                        "%s exists already".formatted(file), "Choose an empty folder with --out; nothing was written");
            }
        }
        Files.createDirectories(folder);
        for (ChangeFile change : changes) {
            Files.writeString(folder.resolve(change.fileName()), ChangeFileWriter.write(change));
        }
    }
}
