package dev.quipu.shell.sample;

import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.Rest;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.cli.output.Tone;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** One command for each thing a command can do. */
@Component
class SampleCommands {

    private final Console console;

    SampleCommands(Console console) {
        this.console = console;
    }

    @Command(name = "sample list", group = "Sample", description = "List the cords")
    @Examples({"sample list", "sample list --colour red -o json"})
    void list(@Option(description = "only this colour") @Nullable Colour colour) {
        List<Cord> cords = Cord.ALL.stream()
                .filter(cord -> colour == null || cord.colour() == colour)
                .toList();
        console.print(Listing.of(
                        cords,
                        Column.of("name", Cord::name),
                        Column.of("knotCount", Cord::knots),
                        Column.<Cord>of("colour", Cord::colour)
                                .toned(cord -> cord.colour() == Colour.RED ? Tone.BAD : Tone.PLAIN))
                .orElse("No cord has this colour."));
    }

    @Command(name = "sample show", group = "Sample", description = "Show one cord")
    @Examples("sample show summer")
    void show(@Argument(index = 0, description = "the cord") @CompletedBy("sampleCords") String cord) {
        Cord found = Cord.named(cord);
        console.print(Details.empty()
                .with("name", found.name())
                .with("tiedIn", Duration.ofMillis(1500))
                .with("knots", Listing.of(found.sizes(), Column.of("size", size -> size))));
    }

    @Command(name = "sample echo", group = "Sample", description = "Say words")
    @Examples("sample echo --loud hello world")
    void echo(
            @Rest(description = "what to say") List<String> words,
            @Option(shortName = 'l', description = "in capitals") boolean loud,
            @Option(description = "how often", defaultValue = "1") int times,
            @Option(description = "words before") List<String> label) {
        for (int i = 0; i < times; i++) {
            String said = String.join("|", label) + "<" + String.join("|", words) + ">";
            console.text(loud ? said.toUpperCase(Locale.ROOT) : said);
        }
    }

    @Command(name = "sample cut", group = "Sample", description = "Cut a cord")
    @Examples("sample cut summer --reason worn")
    void cut(
            @Argument(index = 0, description = "the cord") @CompletedBy("sampleCords") String cord,
            @Option(description = "why", required = true) @CompletedBy("sampleReasons") String reason) {
        if (Cord.named(cord).knots() > 2) {
            throw CommandFailure.refused("cord %s holds knots".formatted(cord), "Untie it first: sample untie " + cord);
        }
        console.confirm("Cut %s?".formatted(cord));
        console.message(Tone.GOOD, "Cut %s: %s".formatted(cord, reason));
    }

    @Command(name = "sample crash", group = "Sample", description = "Fail in an unexpected way")
    @Examples("sample crash")
    void crash() {
        throw new IllegalStateException("the cord tore");
    }

    @Command(name = "sample work", group = "Sample", description = "Work in phases")
    @Examples("sample work")
    void work() {
        try (Progress progress = console.progress("Tying")) {
            progress.update("1 of 2");
            progress.phase("Dyeing");
        }
        console.message("Done.");
    }

    @Command(name = "sample wait", group = "Sample", description = "Wait until interrupted")
    @Examples("sample wait")
    void waitForever() throws InterruptedException {
        console.text("waiting");
        Thread.sleep(Duration.ofHours(1));
    }
}
