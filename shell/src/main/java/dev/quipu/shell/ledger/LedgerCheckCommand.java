package dev.quipu.shell.ledger;

import dev.quipu.ledger.kafka.LedgerCheck;
import dev.quipu.ledger.kafka.LedgerCheck.Result;
import dev.quipu.ledger.kafka.LedgerCheck.Verdict;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import java.util.List;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Looks at the topic, also when the ledger can't be opened. */
@Component
class LedgerCheckCommand {

    private final LedgerAccess access;
    private final Console console;

    LedgerCheckCommand(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(
            name = "ledger check",
            group = "Ledger",
            description = "Check the topic's settings and replicas, and your rights on it")
    @Examples({"ledger check", "ledger check --output json", "ledger check --mend"})
    void check(@Option(description = "first set the settings that are unsafe to what a ledger needs") boolean mend) {
        if (mend) {
            List<String> set = LedgerCheck.mend(access.settings());
            console.message(set.isEmpty() ? "Nothing to mend." : "Set " + String.join(", ", set) + ".");
        }
        List<Result> results = LedgerCheck.run(access.settings());
        console.print(Listing.of(
                results,
                Column.of("what", Result::what),
                Column.of("verdict", Result::verdict).toned(result -> tone(result.verdict())),
                Column.of("value", Result::value),
                Column.of("advice", Result::advice)));
        if (results.stream().anyMatch(result -> result.verdict() == Verdict.UNSAFE)) {
            throw new CommandFailure(ExitCode.FAILED, "the ledger can't be used like this", "Do what is advised above");
        }
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case OK -> Tone.PLAIN;
            case RISKY -> Tone.NOTICE;
            case UNSAFE -> Tone.BAD;
        };
    }
}
