package dev.quipu.shell.rollout;

import dev.quipu.ledger.decide.StartRollback;
import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.change.ChangeRange;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.live.LiveTargets;
import dev.quipu.shell.session.AgentHints;
import dev.quipu.shell.session.LedgerAccess;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about rollouts. */
@Component
class RolloutCommands {

    private final LedgerAccess access;
    private final Console console;
    private final AgentHints hints;
    private final LiveTargets live;

    RolloutCommands(LedgerAccess access, Console console, AgentHints hints, LiveTargets live) {
        this.access = access;
        this.console = console;
        this.hints = hints;
        this.live = live;
    }

    @Command(name = "rollout start", group = "Rollouts", description = "Release approved changes to all targets")
    @Examples({"rollout start orders/7", "rollout start orders/1..285 --wait --yes"})
    void start(
            @Argument(index = 0, description = "service/number, or service/first..last") @CompletedBy("changeIds")
                    ChangeRange changes,
            @Option(longName = "wait", description = "return when all is applied or something failed") boolean await)
            throws InterruptedException {
        int targets = access.state().activeTargets(changes.service()).size();
        console.confirm("Roll out %s to %d target%s of %s?"
                .formatted(changes, targets, targets == 1 ? "" : "s", changes.service()));
        RolloutId rollout = access.submit(new StartRollout(changes.service(), changes.first(), changes.last()));
        console.message("Started rollout %s.".formatted(rollout));
        if (await) {
            new RolloutWait(access, console, hints, live).until(rollout);
        } else {
            console.message("Watch it: rollout show %s".formatted(rollout));
        }
    }

    @Command(name = "rollout list", group = "Rollouts", description = "List rollouts, the newest first")
    @Examples({"rollout list", "rollout list --service orders"})
    void list(@Option(description = "only this service's") @CompletedBy("serviceNames") @Nullable ServiceName service) {
        List<RolloutState> rollouts = access.state().rollouts().values().stream()
                .filter(rollout -> service == null || rollout.id().service().equals(service))
                .sorted(Comparator.comparingLong(
                                (RolloutState rollout) -> rollout.started().number())
                        .reversed())
                .toList();
        console.print(Listing.of(
                        rollouts,
                        Column.of("rollout", RolloutState::id),
                        Column.of("changes", RolloutDetails::changes),
                        Column.<RolloutState>of("state", RolloutDetails::word).toned(RolloutDetails::tone),
                        Column.of("done", rollout -> "%d of %d"
                                .formatted(
                                        rollout.done().size(), rollout.targets().size())),
                        Column.of("startedBy", rollout -> rollout.started().actor()),
                        Column.of("startedAt", rollout -> rollout.started().at()))
                .orElse("No rollouts yet. Start one: rollout start SERVICE/NUMBER"));
    }

    @Command(name = "rollout show", group = "Rollouts", description = "Show where a rollout stands")
    @Examples("rollout show orders/r3")
    void show(@Argument(index = 0, description = "the rollout") @CompletedBy("rolloutIds") RolloutId rollout) {
        RolloutState known = requireKnown(rollout);
        LedgerState state = access.state();
        console.print(RolloutDetails.of(state, known, known.isRunning() ? live.of(state) : Map.of()));
    }

    @Command(name = "rollout wait", group = "Rollouts", description = "Wait until a rollout is completed")
    @Examples("rollout wait orders/r3")
    void await(@Argument(index = 0, description = "the rollout") @CompletedBy("rolloutIds") RolloutId rollout)
            throws InterruptedException {
        requireKnown(rollout);
        new RolloutWait(access, console, hints, live).until(rollout);
    }

    @Command(name = "rollback", group = "Rollouts", description = "Undo the latest change on a target")
    @Examples("rollback orders@eu-1 --reason 'wrong default' --wait")
    void rollback(
            @Argument(index = 0, description = "the target") @CompletedBy("targetIds") TargetId target,
            @Option(description = "why") @Nullable String reason,
            @Option(longName = "wait", description = "return when it is done or failed") boolean await)
            throws InterruptedException {
        TargetState known = access.state().target(target);
        console.confirm("Roll back %s on %s?"
                .formatted(known == null ? "the latest change" : "change " + known.latest(), target));
        ChangeId change = access.submit(new StartRollback(target, Objects.requireNonNullElse(reason, "")));
        console.message("Rolling back %s on %s.".formatted(change, target));
        if (await) {
            new RollbackWait(access, console, hints).until(target, change);
        }
    }

    private RolloutState requireKnown(RolloutId rollout) {
        RolloutState known = access.state().rollout(rollout);
        if (known == null) {
            throw CommandFailure.usage(
                    "there is no rollout %s".formatted(rollout), "See which there are: rollout list");
        }
        return known;
    }
}
