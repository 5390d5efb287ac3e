package dev.quipu.shell.deprecation;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Shows what changes declare as deprecated. */
@Component
class DeprecationCommands {

    private final LedgerAccess access;
    private final Console console;

    DeprecationCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    private record Row(ChangeId change, Deprecation deprecation, List<TargetState> targets, boolean overdue) {

        long applied() {
            return targets.stream()
                    .filter(target -> target.has(change.number()))
                    .count();
        }

        String state() {
            if (applied() == 0) {
                return "announced";
            }
            return overdue ? "overdue" : "in effect";
        }

        Tone tone() {
            return applied() > 0 && overdue ? Tone.BAD : Tone.PLAIN;
        }
    }

    @Command(
            name = "deprecation list",
            group = "Changes",
            description = "Show what services are to stop using, until when, and what to use instead")
    @Examples({"deprecation list", "deprecation list --service orders --output json"})
    void list(@Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service) {
        LedgerState state = access.state();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Row> rows = state.changes().values().stream()
                .filter(ChangeState::isLive)
                .filter(change -> service == null || change.id().service().equals(service))
                .sorted(Comparator.comparing(ChangeState::id))
                .flatMap(change -> change.proposal().event().deprecates().stream()
                        .map(deprecation -> row(state, change.id(), deprecation, today)))
                .toList();
        console.print(Listing.of(
                        rows,
                        Column.of("object", row -> row.deprecation().object()),
                        Column.of("service", row -> row.change().service()),
                        Column.of("state", Row::state).toned(Row::tone),
                        Column.of("until", row -> row.deprecation().until()),
                        Column.of("replacement", row -> row.deprecation().replacement()),
                        Column.of("change", Row::change),
                        Column.of("appliedOn", row -> "%d of %d"
                                .formatted(row.applied(), row.targets().size())))
                .orElse("Nothing is deprecated. A change file declares it under 'deprecates'."));
    }

    private static Row row(LedgerState state, ChangeId change, Deprecation deprecation, LocalDate today) {
        String until = deprecation.until();
        return new Row(
                change,
                deprecation,
                state.activeTargets(change.service()),
                until != null && LocalDate.parse(until).isBefore(today));
    }
}
