package dev.quipu.shell.ledger;

import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Shows the log as it was written, void entries and all. */
@Component
class LedgerTailCommand {

    private static final Duration NEWS_WITHIN = Duration.ofSeconds(5);

    private final LedgerAccess access;
    private final Console console;

    LedgerTailCommand(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "ledger tail", group = "Ledger", description = "Show the last entries, and follow new ones")
    @Examples({"ledger tail", "ledger tail --last 100 --output json", "ledger tail --follow"})
    void tail(
            @Option(description = "how many", defaultValue = "20") int last,
            @Option(description = "go on until Ctrl-C") boolean follow)
            throws InterruptedException {
        if (last < 0) {
            throw CommandFailure.usage("--last %d: the number is 0 or more".formatted(last), "");
        }
        BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();
        Deque<LogLine> newest = new ArrayDeque<>();
        try (KafkaLedger ledger = KafkaLedger.open(
                access.settings(), (record, outcome, after) -> lines.add(LogLine.of(record, outcome)))) {
            while (newest.size() < ledger.state().entries() && !lines.isEmpty()) {
                newest.add(lines.remove());
                if (newest.size() > last) {
                    newest.removeFirst();
                }
            }
            console.print(listing(newest).orElse("The ledger is empty."));
            while (follow) {
                LogLine line = lines.poll(NEWS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                if (line == null) {
                    ledger.requireFollowed();
                } else {
                    console.text(line.brief());
                }
            }
        }
    }

    private static Listing listing(Collection<LogLine> lines) {
        return Listing.of(
                lines,
                Column.of("entry", LogLine::number),
                Column.of("at", LogLine::at),
                Column.of("actor", LogLine::actor),
                Column.of("stream", LogLine::stream),
                Column.of("event", LogLine::event),
                Column.of("outcome", LogLine::outcome).toned(line -> line.isVoid() ? Tone.BAD : Tone.PLAIN),
                Column.of("id", LogLine::id));
    }
}
