package dev.quipu.shell.backup;

import dev.quipu.consumers.backup.RestoreScript;
import dev.quipu.consumers.dialect.Dialect;
import dev.quipu.consumers.dialect.Dialects;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileWriter;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.ServiceState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about the copies that backup steps have made. */
@Component
class CopyCommands {

    private final LedgerAccess access;
    private final Console console;
    private final Clock clock = Clock.systemUTC();

    CopyCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "backup list", group = "Changes", description = "List the copies that backup steps have made")
    @Examples({"backup list", "backup list --service orders --output json"})
    void list(@Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service) {
        Instant now = clock.instant();
        List<Copy> copies = Copy.all(access.state()).stream()
                .filter(copy -> service == null || copy.target().service().equals(service))
                .toList();
        console.print(Listing.of(
                        copies,
                        Column.of("target", Copy::target),
                        Column.of("change", Copy::change),
                        Column.of("step", Copy::step),
                        Column.of("table", copy -> copy.made().table()),
                        Column.of("copy", Copy::name),
                        Column.of("keptUntil", Copy::keptUntil),
                        Column.<Copy>of("state", copy -> state(copy, now)).toned(copy -> tone(copy, now)))
                .orElse("No copies. A change makes them with a step '- backup: {table: …}'."));
    }

    private static String state(Copy copy, Instant now) {
        return isExpired(copy, now) ? "expired" : "kept";
    }

    private static Tone tone(Copy copy, Instant now) {
        return isExpired(copy, now) ? Tone.MUTED : Tone.PLAIN;
    }

    private static boolean isExpired(Copy copy, Instant now) {
        return copy.keptUntil() != null && copy.keptUntil().isBefore(now);
    }

    @Command(
            name = "backup show",
            group = "Changes",
            description = "Print the SQL that brings back what a change has destroyed")
    @Examples({"backup show orders/7", "backup show orders/7 --key order_id"})
    void show(
            @Argument(index = 0, description = "the change with the backup steps") @CompletedBy("changeIds")
                    ChangeId change,
            @Option(description = "the column that tells rows apart", defaultValue = "id") String key) {
        StringBuilder text = new StringBuilder();
        for (RestoreScript script : scripts(change, key).scripts()) {
            text.append("-- from %s, a copy of %s\n".formatted(script.copy(), script.table()))
                    .append(script.text());
        }
        console.text(text.toString().stripTrailing());
    }

    @Command(
            name = "backup restore",
            group = "Changes",
            description = "Write the change that brings back what a change has destroyed")
    @Examples({"backup restore orders/7", "backup restore orders/7 --key order_id --dir changes"})
    void restore(
            @Argument(index = 0, description = "the change with the backup steps") @CompletedBy("changeIds")
                    ChangeId change,
            @Option(description = "the column that tells rows apart", defaultValue = "id") String key,
            @Option(description = "where to write it", defaultValue = ".") Path dir)
            throws IOException {
        Found found = scripts(change, key);
        ChangeFile restoring = RestoringChange.of(found.file(), found.scripts(), found.nextNumber());
        Path file = dir.resolve(restoring.fileName()).normalize();
        Files.createDirectories(dir);
        Files.writeString(file, ChangeFileWriter.write(restoring), StandardOpenOption.CREATE_NEW);
        console.message("Wrote %s. Look it through, then: change propose %s".formatted(file, file));
    }

    private record Found(ChangeFile file, List<RestoreScript> scripts, int nextNumber) {}

    private Found scripts(ChangeId id, String key) {
        LedgerState state = access.state();
        ChangeState change = state.change(id);
        ServiceState service = state.service(id.service());
        if (change == null || service == null) {
            throw CommandFailure.usage(
                    "there is no change %s".formatted(id),
                    "See which there are: change list --service " + id.service());
        }
        Dialect dialect = Dialects.named(service.dialect())
                .orElseThrow(() -> CommandFailure.usage(
                        "Quipu doesn't know the SQL of %s".formatted(service.dialect()),
                        "It knows %s.".formatted(Dialects.names())));
        ChangeFile file = Copy.file(change)
                .orElseThrow(() -> CommandFailure.usage(
                        "%s can't be read by this version".formatted(id), "Use the version that proposed it."));
        List<RestoreScript> scripts = RestoreScript.of(file, dialect, key);
        if (scripts.isEmpty()) {
            throw CommandFailure.usage(
                    "%s has no backup step".formatted(id), "See which copies there are: backup list");
        }
        return new Found(file, scripts, service.lastChange() + 1);
    }
}
