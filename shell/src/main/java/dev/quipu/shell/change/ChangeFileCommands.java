package dev.quipu.shell.change;

import dev.quipu.ledger.change.ChangeFolder;
import dev.quipu.ledger.change.ChangeTemplate;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Proposals;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.ServiceState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.Rest;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.session.Replies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands that write, check and propose change files. */
@Component
class ChangeFileCommands {

    private final LedgerAccess access;
    private final Console console;

    ChangeFileCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "change new", group = "Changes", description = "Write a change file to be filled in")
    @Examples({"change new orders add-currency", "change new orders add-currency --intent 'Orders in other currencies'"
    })
    void create(
            @Argument(index = 0, description = "the service") @CompletedBy("serviceNames") ServiceName service,
            @Argument(index = 1, description = "the change's name, such as add-currency") String name,
            @Option(description = "why", defaultValue = "Say why this change is made") String intent,
            @Option(description = "where to write it", defaultValue = ".") Path dir)
            throws IOException {
        ChangeId id = new ChangeId(service, nextNumber(service, dir));
        String text = render(id, name, intent);
        Path file = dir.resolve("%04d-%s.yaml".formatted(id.number(), name)).normalize();
        Files.createDirectories(dir);
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        console.message("Wrote %s. Fill in the SQL, then: change propose %s".formatted(file, file));
    }

    private static String render(ChangeId id, String name, String intent) {
        try {
            return ChangeTemplate.render(id, name, intent);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()), "Example: change new orders add-currency");
        }
    }

    private int nextNumber(ServiceName service, Path dir) throws IOException {
        ServiceState known = access.state().service(service);
        if (known == null) {
            throw CommandFailure.usage(
                    "there is no service %s".formatted(service), "Register it: service add " + service);
        }
        int written = !Files.isDirectory(dir)
                ? 0
                : ChangeFolder.read(dir).changes().stream()
                        .map(change -> change.file().id())
                        .filter(id -> id.service().equals(service))
                        .mapToInt(ChangeId::number)
                        .max()
                        .orElse(0);
        return Math.max(written, known.lastChange()) + 1;
    }

    @Command(name = "change check", group = "Changes", description = "Check change files; nothing is written")
    @Examples({"change check 0007-add-currency.yaml", "change check changes/"})
    void check(@Rest(description = "files or folders") List<Path> files) throws IOException {
        LedgerState state = access.state();
        List<ParsedChange.Valid> changes = CheckedFiles.read(files, state, console);
        console.message("%s: no problems found.".formatted(count(changes.size())));
    }

    @Command(name = "change propose", group = "Changes", description = "Put changes forward for review")
    @Examples({"change propose 0007-add-currency.yaml", "change propose changes/"})
    void propose(@Rest(description = "files or folders") List<Path> files) throws IOException {
        List<ParsedChange.Valid> changes = CheckedFiles.read(files, access.state(), console);
        List<ProposeChange> commands = changes.stream()
                .map(change -> new ProposeChange(Proposals.of(change.file(), change.content())))
                .toList();
        List<ProposeChange.Reply> replies =
                Replies.valuesOf(access.submit(commands), "Proposed or found unchanged: %d.", console);
        long proposed = replies.stream()
                .filter(reply -> reply == ProposeChange.Reply.PROPOSED)
                .count();
        console.message(
                proposed == 0
                        ? "Nothing new: the ledger has %s already, as in the file%s."
                                .formatted(count(replies.size()), replies.size() == 1 ? "" : "s")
                        : "Proposed %s%s. Next: %s"
                                .formatted(count(proposed), unchanged(replies.size() - proposed), next(changes)));
    }

    private static String count(long changes) {
        return changes == 1 ? "1 change" : changes + " changes";
    }

    private static String unchanged(long changes) {
        return changes == 0 ? "" : "; %s in the ledger already".formatted(changes == 1 ? "1 is" : changes + " are");
    }

    private static String next(List<ParsedChange.Valid> changes) {
        ChangeId first = changes.getFirst().file().id();
        ChangeId last = changes.getLast().file().id();
        if (!first.service().equals(last.service())) {
            return "change list --state proposed";
        }
        return first.equals(last) ? "change approve " + first : "change approve %s..%d".formatted(first, last.number());
    }
}
