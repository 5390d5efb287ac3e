package dev.quipu.shell.target;

import dev.quipu.ledger.decide.RelabelTarget;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetEvent.TargetRetired;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.Rest;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.live.LiveTargets;
import dev.quipu.shell.session.LedgerAccess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about targets that are registered. */
@Component
class TargetCommands {

    private final LedgerAccess access;
    private final Console console;
    private final LiveTargets live;

    TargetCommands(LedgerAccess access, Console console, LiveTargets live) {
        this.access = access;
        this.console = console;
        this.live = live;
    }

    @Command(name = "target list", group = "Targets", description = "List the targets")
    @Examples({"target list", "target list --service orders --output json"})
    void list(
            @Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service) {
        LedgerState state = access.state();
        List<Standing> standings = Standing.all(state, live.of(state)).stream()
                .filter(standing -> service == null || standing.target().service().equals(service))
                .toList();
        console.print(Listing.of(
                        standings,
                        Column.of("target", Standing::target),
                        Column.of("labels", Standing::labels),
                        Column.of("latest", Standing::latest),
                        Column.of("state", Standing::state).toned(Standing::tone),
                        Column.of("registeredBy", Standing::registeredBy),
                        Column.of("registeredAt", Standing::registeredAt))
                .orElse("No targets yet. Register one: target add SERVICE@NAME --embedded postgresql"));
    }

    @Command(name = "target show", group = "Targets", description = "Show a target, what was done on it and what is")
    @Examples({"target show orders@eu-1", "target show orders@eu-1 --output json"})
    void show(@Argument(index = 0, description = "the target") @CompletedBy("targetIds") TargetId target) {
        LedgerState state = access.state();
        TargetState known = state.target(target);
        if (known == null) {
            throw CommandFailure.usage(
                    "there is no target %s".formatted(target), "See which there are: target list");
        }
        console.print(TargetDetails.of(state, known, live.of(state).getOrDefault(target, LiveTarget.SILENT)));
    }

    @Command(name = "target label", group = "Targets", description = "Set and remove labels of a target")
    @Examples({"target label orders@eu-1 env=prod tier=canary", "target label orders@eu-1 tier-"})
    void label(
            @Argument(index = 0, description = "the target") @CompletedBy("targetIds") TargetId target,
            @Rest(description = "key=value sets a label, key- removes it") List<Label> labels) {
        Map<String, String> now =
                access.submit(new RelabelTarget(target, Label.set(labels), Label.removed(labels)));
        console.message("Labels of %s: %s".formatted(target, now.isEmpty() ? "none" : now));
    }

    @Command(name = "target retire", group = "Targets", description = "Give a target no more changes, for good")
    @Examples("target retire orders@eu-1 --reason 'moved to eu-2'")
    void retire(
            @Argument(index = 0, description = "the target") @CompletedBy("targetIds") TargetId target,
            @Option(description = "why") @Nullable String reason) {
        console.confirm("Retire %s? It will get no more changes.".formatted(target));
        access.submit(dev.quipu.ledger.decide.Command.of(new TargetRetired(target, Objects.requireNonNullElse(reason, "")), target));
        access.connections().remove(target);
        console.message("Retired %s. Its database is left as it is.".formatted(target));
    }
}
