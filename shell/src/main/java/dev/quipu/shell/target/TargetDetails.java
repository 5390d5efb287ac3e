package dev.quipu.shell.target;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Stamp;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import java.util.Map;
import java.util.TreeMap;

/** All that the ledger knows of one target, and what its agent tells. */
final class TargetDetails {

    private TargetDetails() {}

    static Details of(LedgerState state, TargetState target, LiveTarget live) {
        Standing standing = Standing.of(state, target, live);
        return Details.empty()
                .with("target", target.id())
                .with("labels", standing.labels())
                .with("latest", standing.latest())
                .with("behind", standing.behind())
                .with("state", standing.state(), standing.tone())
                .with("standingBy", live.standingBy() != null)
                .with("registeredBy", target.registered().actor())
                .with("registeredAt", target.registered().at())
                .with("limits", new TreeMap<>(target.limits()))
                .with("toggles", toggles(target))
                .with("changes", changes(target));
    }

    private static Listing toggles(TargetState target) {
        return Listing.of(
                new TreeMap<>(target.toggles()).entrySet(),
                Column.of("toggle", Map.Entry::getKey),
                Column.of("percentage", toggle -> toggle.getValue().percentage()),
                Column.of("setBy", toggle -> toggle.getValue().stamp().actor()),
                Column.of("setAt", toggle -> toggle.getValue().stamp().at()));
    }

    private static Listing changes(TargetState target) {
        return Listing.of(
                new TreeMap<>(target.applications()).entrySet(),
                Column.of("change", change -> new ChangeId(target.id().service(), change.getKey())),
                Column.<Map.Entry<Integer, Application>>of("state", change -> word(change.getValue()))
                        .toned(change -> tone(change.getValue())),
                Column.of("at", change -> stamp(change.getValue()).at()));
    }

    private static String word(Application application) {
        return switch (application) {
            case Application.Applied applied -> "applied";
            case Application.Failed failed when failed.direction() == Direction.BACK -> "rollback failed";
            case Application.Failed failed -> "failed";
            case Application.RolledBack rolledBack -> "rolled back";
        };
    }

    private static Tone tone(Application application) {
        return switch (application) {
            case Application.Applied applied -> Tone.GOOD;
            case Application.Failed failed -> Tone.BAD;
            case Application.RolledBack rolledBack -> Tone.NOTICE;
        };
    }

    private static Stamp stamp(Application application) {
        return switch (application) {
            case Application.Applied applied -> applied.stamp();
            case Application.Failed failed -> failed.stamp();
            case Application.RolledBack rolledBack -> rolledBack.stamp();
        };
    }
}
