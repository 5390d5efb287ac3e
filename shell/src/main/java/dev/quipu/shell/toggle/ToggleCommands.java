package dev.quipu.shell.toggle;

import dev.quipu.ledger.decide.SetToggle;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.session.Replies;
import dev.quipu.shell.target.TargetRange;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about the toggles that changes and operators set. */
@Component
class ToggleCommands {

    private final LedgerAccess access;
    private final Console console;

    ToggleCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    private record Row(TargetId target, String name, TargetState.Toggle toggle) {}

    @Command(name = "toggle list", group = "Toggles", description = "Show what is switched on where, and who did it")
    @Examples({"toggle list", "toggle list --service orders --output json"})
    void list(@Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service) {
        List<Row> rows = access.state().targets().values().stream()
                .filter(TargetState::isActive)
                .filter(target -> service == null || target.id().service().equals(service))
                .flatMap(target -> target.toggles().entrySet().stream()
                        .map(toggle -> new Row(target.id(), toggle.getKey(), toggle.getValue())))
                .sorted(Comparator.comparing(Row::name).thenComparing(Row::target))
                .toList();
        console.print(Listing.of(
                        rows,
                        Column.of("toggle", Row::name),
                        Column.of("target", Row::target),
                        Column.<Row>of("percentage", row -> row.toggle().percentage())
                                .toned(row -> row.toggle().percentage() == 0 ? Tone.MUTED : Tone.GOOD),
                        Column.of("setBy", row -> row.toggle().stamp().actor()),
                        Column.of("setAt", row -> row.toggle().stamp().at()))
                .orElse("No toggles yet. A step of a change sets them, or: toggle set TARGET NAME PERCENTAGE"));
    }

    @Command(name = "toggle set", group = "Toggles", description = "Switch something on or off, wholly or for a share")
    @Examples({
        "toggle set orders@eu-1 new-totals 25 --reason 'first customers'",
        "toggle set orders new-totals off --reason 'wrong totals in SHOP-99'"
    })
    void set(
            @Argument(index = 0, description = "service@name, or a service for all of its targets")
                    @CompletedBy("targetRanges")
                    TargetRange targets,
            @Argument(index = 1, description = "the toggle") @CompletedBy("toggleNames") ToggleName name,
            @Argument(index = 2, description = "0 to 100, or on, or off") Percentage percentage,
            @Option(description = "why", required = true) String reason) {
        LedgerState state = access.state();
        List<SetToggle> commands = targets.in(state).stream()
                .map(target -> new SetToggle(target.id(), name.text(), percentage.value(), reason))
                .toList();
        Replies.valuesOf(access.submit(commands), "Set the toggle on %d targets.", console);
        console.message("%s is at %s on %s.".formatted(name, percentage, targets));
        warnIfNew(state, commands, name);
    }

    /** A new name is legal, and more often a typing error. */
    private void warnIfNew(LedgerState before, List<SetToggle> commands, ToggleName name) {
        Map<TargetId, TargetState> targets = before.targets();
        if (commands.stream().noneMatch(one -> knows(targets.get(one.target()), name.text()))) {
            console.message(Tone.NOTICE, "No change and nobody else has set %s there before.".formatted(name));
        }
    }

    private static boolean knows(@Nullable TargetState target, String name) {
        return target != null && target.toggles().containsKey(name);
    }
}
