package dev.quipu.shell.limit;

import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.decide.SetLimits;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.Rest;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands by which operators slow backfills down and speed them up while they run. */
@Component
class LimitCommands {

    private final LedgerAccess access;
    private final Console console;

    LimitCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    private record Row(TargetId target, String limit, String value) {}

    @Command(name = "limits list", group = "Backfills", description = "List the limits that operators have set")
    @Examples({"limits list", "limits list --service orders --output json"})
    void list(@Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service) {
        List<Row> rows = access.state().targets().values().stream()
                .filter(TargetState::isActive)
                .filter(target -> service == null || target.id().service().equals(service))
                .sorted(Comparator.comparing(TargetState::id))
                .flatMap(target -> new TreeMap<>(target.limits())
                        .entrySet().stream().map(limit -> new Row(target.id(), limit.getKey(), limit.getValue())))
                .toList();
        console.print(Listing.of(
                        rows,
                        Column.of("target", Row::target),
                        Column.of("limit", Row::limit),
                        Column.of("value", Row::value))
                .orElse("No operator has set limits; those of the changes hold. See them: limits show TARGET"));
    }

    @Command(name = "limits show", group = "Backfills", description = "Show the limits that hold on a target, and why")
    @Examples({"limits show orders@eu-1", "limits show orders@eu-1 --output json"})
    void show(@Argument(index = 0, description = "the target") @CompletedBy("targetIds") TargetId target) {
        LedgerState state = access.state();
        TargetState known = TargetRange.parse(target.toString()).in(state).getFirst();
        console.print(Listing.of(
                LimitRow.inForce(state, known),
                Column.of("limit", LimitRow::limit),
                Column.of("value", LimitRow::value),
                Column.<LimitRow>of("from", LimitRow::from)
                        .toned(row -> row.from().equals(LimitRow.OPERATOR) ? Tone.NOTICE : Tone.PLAIN)));
    }

    @Command(
            name = "limits set",
            group = "Backfills",
            description = "Set limits for backfills, from their next batch on")
    @Examples({
        "limits set orders@eu-1 rows-per-second=500 replica-lag=2s --reason 'the replica serves reports'",
        "limits set orders sleep-ratio=none --reason 'closed on Sunday'"
    })
    void set(
            @Argument(index = 0, description = "service@name, or a service for all of its targets")
                    @CompletedBy("targetRanges")
                    TargetRange targets,
            @Rest(description = "name=value, as in change files; none switches a limit off") @CompletedBy("limitNames")
                    List<LimitSetting> limits,
            @Option(description = "why", required = true) String reason) {
        submit(targets, LimitSetting.map(limits), Set.of(), reason);
    }

    @Command(
            name = "limits clear",
            group = "Backfills",
            description = "Take back limits that operators have set; those of the changes hold again")
    @Examples({
        "limits clear orders@eu-1 --reason 'the reports are done'",
        "limits clear orders rows-per-second --reason 'a quiet night'"
    })
    void clear(
            @Argument(index = 0, description = "service@name, or a service for all of its targets")
                    @CompletedBy("targetRanges")
                    TargetRange targets,
            @Rest(description = "which limits; all if left out", min = 0) @CompletedBy("limitNames")
                    List<LimitName> names,
            @Option(description = "why", required = true) String reason) {
        Set<String> removed = names.isEmpty()
                ? Set.copyOf(Limits.names())
                : names.stream().map(LimitName::text).collect(Collectors.toSet());
        submit(targets, Map.of(), removed, reason);
    }

    private void submit(TargetRange range, Map<String, String> set, Set<String> removed, String reason) {
        List<TargetId> targets =
                range.in(access.state()).stream().map(TargetState::id).toList();
        List<Map<String, String>> now = Replies.valuesOf(
                access.submit(targets.stream()
                        .map(target -> new SetLimits(target, set, removed, reason))
                        .toList()),
                "Set the limits of %d targets.",
                console);
        for (int i = 0; i < now.size(); i++) {
            console.message("Limits that operators have set for %s: %s"
                    .formatted(targets.get(i), now.get(i).isEmpty() ? "none" : text(now.get(i))));
        }
    }

    private static String text(Map<String, String> limits) {
        return new TreeMap<>(limits)
                .entrySet().stream()
                        .map(limit -> limit.getKey() + "=" + limit.getValue())
                        .collect(Collectors.joining(" "));
    }
}
