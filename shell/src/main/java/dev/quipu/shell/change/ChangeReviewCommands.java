package dev.quipu.shell.change;

import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.event.ChangeEvent.ChangeRejected;
import dev.quipu.ledger.event.ChangeEvent.ChangeWithdrawn;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.Emergency;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import dev.quipu.shell.session.Replies;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands by which reviewers and authors decide on proposed changes. */
@Component
class ChangeReviewCommands {

    private final LedgerAccess access;
    private final Console console;

    ChangeReviewCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    @Command(name = "change approve", group = "Changes", description = "Approve proposed changes, exactly as they are")
    @Examples({"change approve orders/7", "change approve orders/1..285 --comment 'read in SHOP-12'"})
    void approve(
            @Argument(index = 0, description = "service/number, or service/first..last") @CompletedBy("changeIds")
                    ChangeRange changes,
            @Option(description = "a remark for the record") @Nullable String comment,
            @Option(description = "override the policy, for this reason; somebody else must review it afterwards")
                    @Nullable
                    String emergency) {
        List<ApproveChange> commands = open(changes).stream()
                .map(id -> new ApproveChange(id, Objects.requireNonNullElse(comment, ""), emergency))
                .toList();
        List<ChangeId> approved = Replies.valuesOf(access.submit(commands), "Approved %d changes.", console);
        List<ChangeId> waiting = approved.stream()
                .filter(id -> access.state().change(id) instanceof ChangeState.Proposed)
                .toList();
        console.message(
                waiting.isEmpty()
                        ? "Approved %s. Next: rollout start %s".formatted(count(approved), changes)
                        : "Approved %s; the policy asks for more people to approve %s."
                                .formatted(count(approved), count(waiting)));
        if (emergency != null) {
            console.message(
                    Tone.NOTICE, "That was an emergency: somebody else must review it with: change review " + changes);
        }
    }

    @Command(
            name = "change review",
            group = "Changes",
            description = "Say that an emergency approval was looked at afterwards")
    @Examples("change review orders/7 --comment 'it had to be, see INC-9'")
    void review(
            @Argument(index = 0, description = "the change") @CompletedBy("emergencies") ChangeId change,
            @Option(description = "what was found", required = true) String comment) {
        access.submit(dev.quipu.ledger.decide.Command.of(new EmergencyReviewed(change, comment), change));
        console.message("Reviewed the emergency of %s.".formatted(change));
    }

    @Command(
            name = "change emergencies",
            group = "Changes",
            description = "List emergency approvals that nobody else has reviewed yet")
    @Examples({"change emergencies", "change emergencies --all --output json"})
    void emergencies(@Option(description = "reviewed ones too") boolean all) {
        List<Emergency> emergencies = access.state().authority().emergencies().values().stream()
                .filter(emergency -> all || emergency.isOpen())
                .sorted(Comparator.comparingLong(emergency -> emergency.stamp().number()))
                .toList();
        console.print(Listing.of(
                        emergencies,
                        Column.of("change", Emergency::change),
                        Column.of("by", emergency -> emergency.stamp().actor()),
                        Column.of("at", emergency -> emergency.stamp().at()),
                        Column.of("reason", Emergency::reason),
                        Column.of(
                                "reviewedBy",
                                emergency -> emergency.reviewed() == null
                                        ? null
                                        : emergency.reviewed().actor()))
                .orElse("No emergency approval waits for a review."));
    }

    @Command(name = "change reject", group = "Changes", description = "Reject a proposed change")
    @Examples("change reject orders/7 --reason 'drops a column that billing reads'")
    void reject(
            @Argument(index = 0, description = "the change") @CompletedBy("changeIds") ChangeId change,
            @Option(description = "why", required = true) String reason) {
        access.submit(dev.quipu.ledger.decide.Command.of(new ChangeRejected(change, reason), change));
        console.message("Rejected %s.".formatted(change));
    }

    @Command(name = "change withdraw", group = "Changes", description = "Take back a change that was not rolled out")
    @Examples("change withdraw orders/7 --reason superseded")
    void withdraw(
            @Argument(index = 0, description = "the change") @CompletedBy("changeIds") ChangeId change,
            @Option(description = "why", required = true) String reason) {
        access.submit(dev.quipu.ledger.decide.Command.of(new ChangeWithdrawn(change, reason), change));
        console.message("Withdrew %s.".formatted(change));
    }

    /** A single change is taken at its word, so that the ledger answers; of a range, those that wait for a decision. */
    private List<ChangeId> open(ChangeRange range) {
        if (range.first() == range.last()) {
            return List.of(new ChangeId(range.service(), range.first()));
        }
        List<ChangeId> proposed = access.state().changes().values().stream()
                .filter(ChangeState.Proposed.class::isInstance)
                .map(ChangeState::id)
                .filter(range::contains)
                .sorted()
                .toList();
        if (proposed.isEmpty()) {
            throw CommandFailure.refused(
                    "no change in %s waits for approval".formatted(range),
                    "See their states: change list --service " + range.service());
        }
        return proposed;
    }

    private static String count(List<ChangeId> changes) {
        return changes.size() == 1 ? changes.getFirst().toString() : changes.size() + " changes";
    }
}
