package dev.quipu.shell.change;

import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Note;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.live.LiveText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the ledger knows of one change. */
final class ChangeDetails {

    private ChangeDetails() {}

    static Details of(LedgerState state, ChangeState change, Map<TargetId, LiveTarget> live) {
        ChangeProposed proposed = change.proposal().event();
        Details details = Details.empty()
                .with("change", change.id())
                .with("name", proposed.name())
                .with("intent", proposed.intent())
                .with("ticket", proposed.ticket())
                .with("phase", proposed.phase())
                .with("state", ChangeWord.of(change), ChangeWord.of(change).tone())
                .with("requires", proposed.requires())
                .with("irreversible", proposed.irreversible())
                .with("waivesBackup", StepDetails.waiver(proposed))
                .with("digest", change.proposal().digest())
                .with("proposedBy", change.proposal().stamp().actor())
                .with("proposedAt", change.proposal().stamp().at());
        return decision(details, change)
                .with("steps", StepDetails.of(proposed))
                .with("targets", targets(state, change, live))
                .with("notes", notes(state, change));
    }

    private static Details decision(Details details, ChangeState change) {
        return switch (change) {
            case ChangeState.Proposed proposed ->
                proposed.approvals().isEmpty() ? details : details.with("approvals", all(proposed.approvals()));
            case ChangeState.Approved approved -> approvals(details, approved.approvals());
            case ChangeState.Released released -> approvals(details, released.approvals());
            case ChangeState.Rejected rejected ->
                details.with("rejectedBy", rejected.stamp().actor())
                        .with("rejectedAt", rejected.stamp().at())
                        .with("reason", rejected.reason());
            case ChangeState.Withdrawn withdrawn ->
                details.with("withdrawnBy", withdrawn.stamp().actor())
                        .with("withdrawnAt", withdrawn.stamp().at())
                        .with("reason", withdrawn.reason());
        };
    }

    /** The last one is what made it approved. */
    private static Details approvals(Details details, List<ChangeState.Approval> approvals) {
        ChangeState.Approval last = approvals.getLast();
        Details approved = details.with("approvedBy", last.stamp().actor())
                .with("approvedAt", last.stamp().at())
                .with("comment", last.comment().isBlank() ? null : last.comment());
        Details marked = last.emergency() == null ? approved : approved.with("emergency", last.emergency(), Tone.BAD);
        return approvals.size() == 1 ? marked : marked.with("approvals", all(approvals));
    }

    private static Listing all(List<ChangeState.Approval> approvals) {
        return Listing.of(
                approvals,
                Column.of("by", approval -> approval.stamp().actor()),
                Column.of("at", approval -> approval.stamp().at()),
                Column.of("comment", ChangeState.Approval::comment));
    }

    private static Listing targets(LedgerState state, ChangeState change, Map<TargetId, LiveTarget> live) {
        int number = change.id().number();
        List<TargetState> targets = state.activeTargets(change.id().service());
        return Listing.of(
                targets,
                Column.of("target", TargetState::id),
                Column.<TargetState>of("state", target -> state(target, number, live))
                        .toned(target -> isUnderWay(target, number) ? Tone.NOTICE : tone(target, number)),
                Column.of("at", target -> at(target, number)),
                Column.of("took", target -> took(target, number)),
                Column.of("error", target -> error(target, number)));
    }

    private static boolean isUnderWay(TargetState target, int number) {
        return target.work() != null && target.work().task().change().number() == number;
    }

    private static String state(TargetState target, int number, Map<TargetId, LiveTarget> live) {
        if (!isUnderWay(target, number)) {
            return word(target, number);
        }
        String doing = LiveText.full(LiveText.activity(live.get(target.id()), target.work()), Instant.now());
        return doing.isEmpty() ? "under way" : "under way: " + doing;
    }

    private static String word(TargetState target, int number) {
        return switch (target.application(number)) {
            case Application.Applied applied -> "applied";
            case Application.Failed failed when failed.direction() == Direction.BACK -> "rollback failed";
            case Application.Failed failed -> "failed";
            case Application.RolledBack rolledBack -> "rolled back";
            case null -> "not applied";
        };
    }

    private static Tone tone(TargetState target, int number) {
        return switch (target.application(number)) {
            case Application.Applied applied -> Tone.GOOD;
            case Application.Failed failed -> Tone.BAD;
            case Application.RolledBack rolledBack -> Tone.NOTICE;
            case null -> Tone.MUTED;
        };
    }

    private static @Nullable Instant at(TargetState target, int number) {
        return switch (target.application(number)) {
            case Application.Applied applied -> applied.stamp().at();
            case Application.Failed failed -> failed.stamp().at();
            case Application.RolledBack rolledBack -> rolledBack.stamp().at();
            case null -> null;
        };
    }

    private static @Nullable Duration took(TargetState target, int number) {
        return target.application(number) instanceof Application.Applied applied
                ? Duration.of(applied.durationMicros(), ChronoUnit.MICROS)
                : null;
    }

    private static @Nullable String error(TargetState target, int number) {
        return target.application(number) instanceof Application.Failed failed
                ? "step %d: %s (%s)".formatted(failed.step(), failed.message(), failed.code())
                : null;
    }

    private static Listing notes(LedgerState state, ChangeState change) {
        return Listing.of(
                state.notesOn(StreamId.of(change.id())),
                Column.of("by", note -> note.stamp().actor()),
                Column.of("at", note -> note.stamp().at()),
                Column.of("note", Note::text));
    }
}
