package dev.quipu.shell.target;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.live.LiveTargets;
import dev.quipu.shell.session.AgentHints;
import dev.quipu.shell.session.LedgerAccess;
import java.util.List;
import java.util.Map;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.stereotype.Component;

/** What stands where, on one screen. */
@Component
class StatusCommand {

    private static final int HINTS = 3;

    private final LedgerAccess access;
    private final Console console;
    private final AgentHints hints;
    private final LiveTargets live;

    StatusCommand(LedgerAccess access, Console console, AgentHints hints, LiveTargets live) {
        this.access = access;
        this.console = console;
        this.hints = hints;
        this.live = live;
    }

    @Command(name = "status", group = "Targets", description = "Show what is applied where, and what is going on")
    @Examples({"status", "status --output json"})
    void status() {
        LedgerState state = access.state();
        Map<TargetId, LiveTarget> heard = live.of(state);
        List<Standing> active = Standing.all(state, heard).stream()
                .filter(standing -> !standing.state().equals("retired"))
                .toList();
        console.print(Listing.of(
                        active,
                        Column.of("target", Standing::target),
                        Column.of("latest", Standing::latest),
                        Column.of("behind", Standing::behind)
                                .toned(standing -> standing.behind() > 0 ? Tone.NOTICE : Tone.GOOD),
                        Column.of("state", Standing::state).toned(Standing::tone))
                .orElse("No targets yet. Begin: service add orders, then: target add orders@local%s"
                        .formatted(access.isLocal() ? " --embedded postgresql" : "")));
        active.stream()
                .filter(Standing::awaitsAgent)
                .limit(HINTS)
                .forEach(standing -> console.message(
                        "%s waits for its agent: %s.".formatted(standing.target(), why(standing.target(), heard))));
        long proposed = state.changes().values().stream()
                .filter(ChangeState.Proposed.class::isInstance)
                .count();
        if (proposed > 0) {
            console.message("%d change%s to be reviewed: change list --state proposed"
                    .formatted(proposed, proposed == 1 ? " waits" : "s wait"));
        }
    }

    private String why(TargetId target, Map<TargetId, LiveTarget> heard) {
        LiveTarget live = heard.getOrDefault(target, LiveTarget.SILENT);
        return live.standingBy() != null && live.working() == null
                ? "one stands by, since another one, which isn't heard of, has the database"
                : hints.about(target);
    }
}
