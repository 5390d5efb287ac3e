package dev.quipu.shell.change;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.live.LiveTargets;
import dev.quipu.shell.session.LedgerAccess;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands that show changes. */
@Component
class ChangeViewCommands {

    private final LedgerAccess access;
    private final Console console;
    private final LiveTargets live;

    ChangeViewCommands(LedgerAccess access, Console console, LiveTargets live) {
        this.access = access;
        this.console = console;
        this.live = live;
    }

    @Command(name = "change list", group = "Changes", description = "List changes")
    @Examples({"change list", "change list --service orders --state proposed --output json"})
    void list(
            @Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service,
            @Option(description = "only in this state") @Nullable ChangeWord state) {
        LedgerState ledger = access.state();
        List<ChangeState> changes = ledger.changes().values().stream()
                .filter(change -> service == null || change.id().service().equals(service))
                .filter(change -> state == null || ChangeWord.of(change) == state)
                .sorted(Comparator.comparing(ChangeState::id))
                .toList();
        console.print(Listing.of(
                        changes,
                        Column.of("change", ChangeState::id),
                        Column.of("name", change -> change.proposal().event().name()),
                        Column.<ChangeState>of("state", ChangeWord::of)
                                .toned(change -> ChangeWord.of(change).tone()),
                        Column.of("appliedOn", change -> appliedOn(ledger, change)),
                        Column.of("phase", change -> change.proposal().event().phase()),
                        Column.of(
                                "steps",
                                change -> change.proposal().event().steps().size()),
                        Column.of(
                                "proposedBy",
                                change -> change.proposal().stamp().actor()),
                        Column.of(
                                "proposedAt",
                                change -> change.proposal().stamp().at()))
                .orElse("No such changes. Write one: change new SERVICE NAME, then: change propose FILE"));
    }

    private static String appliedOn(LedgerState ledger, ChangeState change) {
        List<TargetState> targets = ledger.activeTargets(change.id().service());
        long applied = targets.stream()
                .filter(target -> target.has(change.id().number()))
                .count();
        return "%d of %d".formatted(applied, targets.size());
    }

    @Command(name = "change show", group = "Changes", description = "Show a change and what became of it")
    @Examples({"change show orders/7", "change show orders/7 --content"})
    void show(
            @Argument(index = 0, description = "the change") @CompletedBy("changeIds") ChangeId change,
            @Option(description = "print its file, byte for byte") boolean content) {
        LedgerState state = access.state();
        ChangeState known = state.change(change);
        if (known == null) {
            throw CommandFailure.usage(
                    "there is no change %s".formatted(change),
                    "See which there are: change list --service " + change.service());
        }
        if (content) {
            console.text(
                    new String(known.proposal().event().content().toBytes(), StandardCharsets.UTF_8).stripTrailing());
        } else {
            console.print(ChangeDetails.of(state, known, isUnderWay(state, change) ? live.of(state) : Map.of()));
        }
    }

    private static boolean isUnderWay(LedgerState state, ChangeId change) {
        return state.activeTargets(change.service()).stream()
                .anyMatch(target ->
                        target.work() != null && target.work().task().change().equals(change));
    }
}
