package dev.quipu.shell.ledger;

import dev.quipu.ledger.codec.EntryFrame;
import dev.quipu.ledger.codec.RecordFields;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.kafka.RawRecord;
import dev.quipu.schemas.Decoded;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.session.LedgerAccess;
import java.util.HexFormat;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.stereotype.Component;

/** Looks at one record, whatever it is. */
@Component
class LedgerInspectCommand {

    private static final int SHOWN = 64;

    private final LedgerAccess access;
    private final Console console;

    LedgerInspectCommand(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(
            name = "ledger inspect",
            group = "Ledger",
            description = "Show one record of the topic as it is, entry or not")
    @Examples({"ledger inspect 0", "ledger inspect 4711 --output json"})
    void inspect(@Argument(index = 0, description = "Kafka's offset of the record") long offset) {
        RawRecord raw = RawRecord.read(access.settings(), offset);
        Content value = raw.value();
        Details details = Details.empty()
                .with("offset", raw.offset())
                .with("at", raw.at())
                .with("timeOf", raw.isBrokersTime() ? "broker" : "writer")
                .with("key", raw.key())
                .with("size", value == null ? null : value.size())
                .with("frame", frame(raw.frame()))
                .with("headers", raw.headers());
        console.print(content(details, raw.entry()).with("firstBytes", value == null ? null : hex(value)));
    }

    private static String frame(EntryFrame frame) {
        return switch (frame) {
            case EntryFrame.Embedded embedded
            when embedded.version() > 0 -> "embedded, entry schema %d".formatted(embedded.version());
            case EntryFrame.Embedded embedded ->
                "embedded, schema %016x: a newer Quipu wrote it".formatted(embedded.fingerprint());
            case EntryFrame.Registered registered -> "registry, schema id %d".formatted(registered.id());
            case EntryFrame.None none -> "none: no entry of Quipu";
        };
    }

    private static Details content(Details details, Decoded<Entry> content) {
        return switch (content) {
            case Decoded.Value<Entry>(Entry entry) ->
                details.with("id", entry.id())
                        .with("actor", entry.actor())
                        .with("stream", entry.stream())
                        .with("expectedRevision", entry.expectedRevision())
                        .with("event", entry.event().getClass().getSimpleName())
                        .with("fields", RecordFields.of((Record) entry.event()));
            case Decoded.Garbage<Entry>(String reason) -> details.with("noEntry", reason);
            case Decoded.UnknownSchema<Entry> unknown ->
                details.with("noEntry", "this build doesn't know its schema. Install a newer Quipu");
        };
    }

    private static String hex(Content value) {
        byte[] bytes = value.toBytes();
        return HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN, bytes.length)) + (bytes.length > SHOWN ? "…" : "");
    }
}
