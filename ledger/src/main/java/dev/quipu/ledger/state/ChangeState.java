package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Digest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change on its way to the targets. A transition is a method of the states where it is legal:
 *
 * <pre>
 *   Proposed ──approve──▶ Approved ──release──▶ Released
 *      │ │                     │                     │
 *      │ └──reject──▶ Rejected │             withdraw, in effect nowhere
 *      └──withdraw──▶ Withdrawn ◀────────────────────┘
 * </pre>
 *
 * It takes as many approvals as the policy asks for: with fewer it is still proposed.
 */
public sealed interface ChangeState {

    /** What was proposed, and when and by whom. */
    Proposal proposal();

    /** The change's id. */
    default ChangeId id() {
        return proposal().event().change();
    }

    /** Whether the change can still reach a target, or has. */
    default boolean isLive() {
        return switch (this) {
            case Proposed proposed -> true;
            case Approved approved -> true;
            case Released released -> true;
            case Rejected rejected -> false;
            case Withdrawn withdrawn -> false;
        };
    }

    /** The proposal's event and its stamp. */
    record Proposal(ChangeProposed event, Stamp stamp) {
        /** SHA-256 of the content. */
        public Digest digest() {
            return event.content().digest();
        }
    }

    /**
     * Waits for a decision.
     *
     * @param approvals those there are, and more are needed
     */
    record Proposed(Proposal proposal, List<Approval> approvals) implements ChangeState {
        Approved approve(Approval last) {
            return new Approved(proposal, and(last));
        }

        Proposed approveInPart(Approval approval) {
            return new Proposed(proposal, and(approval));
        }

        private List<Approval> and(Approval approval) {
            return Stream.concat(approvals.stream(), Stream.of(approval)).toList();
        }

        Rejected reject(Stamp stamp, String reason) {
            return new Rejected(proposal, stamp, reason);
        }

        Withdrawn withdraw(Stamp stamp, String reason) {
            return new Withdrawn(proposal, stamp, reason);
        }
    }

    /**
     * Somebody's word that these bytes may be rolled out.
     *
     * @param emergency why the policy was overridden, or null if it wasn't
     */
    record Approval(Stamp stamp, String comment, @Nullable String emergency) {}

    /** May be rolled out. */
    record Approved(Proposal proposal, List<Approval> approvals) implements ChangeState {
        Released release() {
            return new Released(proposal, approvals);
        }

        Withdrawn withdraw(Stamp stamp, String reason) {
            return new Withdrawn(proposal, stamp, reason);
        }
    }

    /** Is or was part of a rollout. */
    record Released(Proposal proposal, List<Approval> approvals) implements ChangeState {
        Withdrawn withdraw(Stamp stamp, String reason) {
            return new Withdrawn(proposal, stamp, reason);
        }
    }

    /** A reviewer said no. */
    record Rejected(Proposal proposal, Stamp stamp, String reason) implements ChangeState {}

    /** Taken back before any rollout, or after its rollouts left nothing of it. */
    record Withdrawn(Proposal proposal, Stamp stamp, String reason) implements ChangeState {}
}
