package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.ServiceName;
import org.jspecify.annotations.Nullable;

/** Whose word a change needs. */
final class ApprovalRules {

    private ApprovalRules() {}

    static Ruling approve(LedgerState state, Stamp stamp, ChangeState known, ChangeApproved event) {
        if (!event.digest().equals(known.proposal().digest())) {
            return Ruling.notAllowed(
                    "the approval is for other content than that of %s".formatted(known.id()),
                    "Read what was proposed: quipu change show " + known.id());
        }
        return switch (known) {
            case ChangeState.Proposed proposed -> approve(state, stamp, proposed, event);
            case ChangeState.Approved approved -> ChangeRules.settled(known, "approved");
            case ChangeState.Released released -> ChangeRules.settled(known, "rolled out");
            case ChangeState.Rejected rejected -> ChangeRules.settled(known, "rejected");
            case ChangeState.Withdrawn withdrawn -> ChangeRules.settled(known, "withdrawn");
        };
    }

    private static Ruling approve(LedgerState state, Stamp stamp, ChangeState.Proposed proposed, ChangeApproved event) {
        ChangeState.Approval approval = new ChangeState.Approval(stamp, event.comment(), event.emergency());
        if (event.emergency() != null) {
            return override(state, stamp, proposed, approval, event.emergency());
        }
        ServiceName service = proposed.id().service();
        Authority authority = state.authority();
        String person = authority.person(stamp.actor().id());
        Ruling refused = authority.isFounded() ? refuse(authority, service, proposed, person) : null;
        if (refused != null) {
            return refused;
        }
        boolean enough = !authority.isFounded()
                || proposed.approvals().size() + 1 >= authority.policy(service).approvals();
        return new Ruling.Legal(state.with(enough ? proposed.approve(approval) : proposed.approveInPart(approval)));
    }

    private static @Nullable Ruling refuse(
            Authority authority, ServiceName service, ChangeState.Proposed proposed, String person) {
        boolean twice = proposed.approvals().stream()
                .anyMatch(earlier ->
                        authority.person(earlier.stamp().actor().id()).equals(person));
        if (twice) {
            return Ruling.notAllowed(
                    "%s has approved %s already".formatted(person, proposed.id()),
                    "Let somebody else approve it as well: the policy asks for %d people."
                            .formatted(authority.policy(service).approvals()));
        }
        boolean own = authority.person(proposed.proposal().stamp().actor().id()).equals(person);
        return own && !mayApproveOwn(authority, service, person)
                ? Ruling.notAllowed(
                        "%s proposed %s, and an author's own approval doesn't count".formatted(person, proposed.id()),
                        "Let somebody else approve it; in an emergency: quipu change approve %s --emergency <reason>"
                                .formatted(proposed.id()))
                : null;
    }

    private static boolean mayApproveOwn(Authority authority, ServiceName service, String person) {
        return switch (authority.policy(service).selfApproval()) {
            case NEVER -> false;
            case WHILE_ALONE -> !authority.hasOtherApprover(service, person);
            case ALWAYS -> true;
        };
    }

    private static Ruling override(
            LedgerState state,
            Stamp stamp,
            ChangeState.Proposed proposed,
            ChangeState.Approval approval,
            String reason) {
        return reason.isBlank()
                ? Ruling.invalid("an emergency has a reason", "Say what it is: --emergency <reason>")
                : new Ruling.Legal(state.with(proposed.approve(approval))
                        .with(state.authority().with(new Emergency(proposed.id(), stamp, reason, null))));
    }

    static Ruling review(LedgerState state, Stamp stamp, EmergencyReviewed event) {
        Emergency emergency = state.authority().emergency(event.change());
        if (emergency == null) {
            return Ruling.notAllowed(
                    "%s was not approved in an emergency".formatted(event.change()),
                    "See its story: quipu change show " + event.change());
        }
        if (emergency.reviewed() != null) {
            return Ruling.notAllowed(
                    "the emergency of %s was reviewed by %s already"
                            .formatted(event.change(), emergency.reviewed().actor()),
                    "See its story: quipu change show " + event.change());
        }
        Authority authority = state.authority();
        String reviewer = authority.person(stamp.actor().id());
        return reviewer.equals(authority.person(emergency.stamp().actor().id()))
                ? Ruling.notAllowed(
                        "%s approved %s in an emergency, and may not review that".formatted(reviewer, event.change()),
                        "Let somebody else review it.")
                : new Ruling.Legal(state.with(authority.with(
                        new Emergency(emergency.change(), emergency.stamp(), emergency.reason(), stamp))));
    }
}
