package dev.quipu.shell.change;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.session.LedgerAccess;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.stereotype.Component;

/** Remarks for the record. */
@Component
class NoteCommand {

    private final LedgerAccess access;
    private final Console console;

    NoteCommand(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "change note", group = "Changes", description = "Add a remark to a change, for the record")
    @Examples("change note orders/7 'rehearsed on a copy of production'")
    void note(
            @Argument(index = 0, description = "the change") @CompletedBy("changeIds") ChangeId change,
            @Argument(index = 1, description = "the remark") String text) {
        access.submit(dev.quipu.ledger.decide.Command.of(new NoteAdded(StreamId.of(change), text), change));
        console.message("Noted on %s.".formatted(change));
    }
}
