package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeEvent;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeEvent.ChangeRejected;
import dev.quipu.ledger.event.ChangeEvent.ChangeWithdrawn;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.ChangeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of changes up to their approval. */
final class ChangeRules {

    private ChangeRules() {}

    static Ruling apply(LedgerState state, Stamp stamp, ChangeEvent event) {
        ChangeState known = state.change(event.change());
        return switch (event) {
            case ChangeProposed proposed -> known == null ? propose(state, stamp, proposed) : exists(known);
            case ChangeApproved approved ->
                known == null ? unknown(event.change()) : ApprovalRules.approve(state, stamp, known, approved);
            case ChangeRejected rejected ->
                known == null ? unknown(event.change()) : reject(state, stamp, known, rejected);
            case ChangeWithdrawn withdrawn ->
                known == null ? unknown(event.change()) : withdraw(state, stamp, known, withdrawn);
            case EmergencyReviewed reviewed -> ApprovalRules.review(state, stamp, reviewed);
        };
    }

    static Ruling unknown(ChangeId change) {
        return Ruling.unknown(
                "there is no change %s".formatted(change),
                "See which there are: quipu change list --service " + change.service());
    }

    private static Ruling exists(ChangeState known) {
        return Ruling.conflict(
                "%s exists already: '%s', proposed by %s in entry %s"
                        .formatted(
                                known.id(),
                                known.proposal().event().name(),
                                known.proposal().stamp().actor(),
                                known.proposal().stamp().id()),
                "A change never changes: propose yours under the next free number.",
                known.proposal().stamp().id());
    }

    private static Ruling propose(LedgerState state, Stamp stamp, ChangeProposed event) {
        ChangeId id = event.change();
        ServiceState service = state.service(id.service());
        if (service == null) {
            return ServiceRules.unknown(id.service());
        }
        if (id.number() <= service.releasedUpTo()) {
            return Ruling.notAllowed(
                    "%s would come before %s/%d, which is rolled out already"
                            .formatted(id, id.service(), service.releasedUpTo()),
                    "Give it a higher number.");
        }
        if (event.steps().isEmpty()) {
            return Ruling.invalid("%s has no steps".formatted(id), "Check the file: quipu change check FILE");
        }
        ChangeId later = laterRequirement(event);
        if (later != null) {
            return Ruling.invalid(
                    "%s requires %s, which is not before it".formatted(id, later),
                    "Require only lower numbers of %s, or renumber.".formatted(id.service()));
        }
        boolean stuck = event.irreversible() == null && event.steps().stream().anyMatch(step -> !step.reversible());
        if (stuck) {
            return Ruling.invalid(
                    "%s has steps without rollback".formatted(id),
                    "Give each a rollback, or say why there is none: irreversible: <reason>");
        }
        return new Ruling.Legal(state.with(service.withChange(id.number()))
                .with(new ChangeState.Proposed(new ChangeState.Proposal(event, stamp), List.of())));
    }

    private static @Nullable ChangeId laterRequirement(ChangeProposed event) {
        return event.requires().stream()
                .filter(required -> required.service().equals(event.change().service()))
                .filter(required -> required.number() >= event.change().number())
                .findFirst()
                .orElse(null);
    }

    private static Ruling reject(LedgerState state, Stamp stamp, ChangeState known, ChangeRejected event) {
        return switch (known) {
            case ChangeState.Proposed proposed -> new Ruling.Legal(state.with(proposed.reject(stamp, event.reason())));
            case ChangeState.Approved approved -> settled(known, "approved");
            case ChangeState.Released released -> settled(known, "rolled out");
            case ChangeState.Rejected rejected -> settled(known, "rejected");
            case ChangeState.Withdrawn withdrawn -> settled(known, "withdrawn");
        };
    }

    private static Ruling withdraw(LedgerState state, Stamp stamp, ChangeState known, ChangeWithdrawn event) {
        return switch (known) {
            case ChangeState.Proposed proposed ->
                new Ruling.Legal(state.with(proposed.withdraw(stamp, event.reason())));
            case ChangeState.Approved approved -> {
                Ruling refused = WithdrawalRules.refuseWhileNeeded(state, known.id());
                yield refused != null
                        ? refused
                        : new Ruling.Legal(state.with(approved.withdraw(stamp, event.reason())));
            }
            case ChangeState.Released released -> {
                Ruling refused = WithdrawalRules.refuseWhileInEffect(state, known.id());
                yield refused != null
                        ? refused
                        : new Ruling.Legal(state.with(released.withdraw(stamp, event.reason())));
            }
            case ChangeState.Rejected rejected -> settled(known, "rejected");
            case ChangeState.Withdrawn withdrawn -> settled(known, "withdrawn");
        };
    }

    static Ruling settled(ChangeState known, String how) {
        return Ruling.notAllowed(
                "%s is %s already".formatted(known.id(), how), "See its story: quipu change show " + known.id());
    }
}
