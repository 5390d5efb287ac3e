package dev.quipu.ledger.identity;

import static dev.quipu.ledger.identity.SignedLedger.AGENT;
import static dev.quipu.ledger.identity.SignedLedger.ANN;
import static dev.quipu.ledger.identity.SignedLedger.BEN;
import static dev.quipu.ledger.identity.SignedLedger.enrolled;
import static dev.quipu.ledger.identity.SignedLedger.founded;
import static dev.quipu.ledger.identity.SignedLedger.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.PolicySet;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.SelfApproval;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.ChangeState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose word a change needs, and what an emergency leaves behind. */
class ApprovalPolicyTest {

    private static final ChangeId CHANGE = ChangeId.parse("orders/1");
    private static final ChangeProposed PROPOSED = Proposal.of("orders/1").event();
    private static final ChangeApproved APPROVED = Events.approval(PROPOSED);
    private static final ChangeApproved OVERRIDDEN =
            new ChangeApproved(CHANGE, PROPOSED.content().digest(), "", "the shop is down");

    private final SignedLedger alone = founded();
    private final SignedLedger two = alone.by(ANN, enrolled(BEN, "author", "approver"));

    @Test
    void whoIsAloneMayApproveTheOwnChange() {
        assertThat(alone.by(ANN, PROPOSED, APPROVED).state().change(CHANGE)).isInstanceOf(ChangeState.Approved.class);
    }

    @Test
    void fourEyesAreNeededAsSoonAsThereAreFour() {
        SignedLedger proposed = two.by(ANN, PROPOSED);

        proposed.refuses(ANN, APPROVED, "an author's own approval doesn't count");
        assertThat(proposed.by(BEN, APPROVED).state().change(CHANGE)).isInstanceOf(ChangeState.Approved.class);
    }

    @Test
    void anAgentIsNobodysOtherPairOfEyes() {
        alone.by(ANN, enrolled(AGENT, "approver")).by(ANN, PROPOSED, APPROVED);
    }

    @Test
    void anApprovalIsForTheBytesThatWereRead() {
        two.by(ANN, PROPOSED).refuses(BEN, new ChangeApproved(CHANGE, Digest.of(new byte[1]), ""), "for other content");
    }

    @Test
    void thePolicyMayAskForMore() {
        SignedLedger strict = two.by(ANN, new PolicySet(Events.ORDERS, 2, SelfApproval.ALWAYS, "sox"))
                .by(ANN, PROPOSED)
                .by(ANN, APPROVED);

        assertThat(strict.state().change(CHANGE)).isInstanceOf(ChangeState.Proposed.class);
        strict.refuses(ANN, APPROVED, "has approved orders/1 already");
        assertThat(strict.by(BEN, APPROVED).state().change(CHANGE)).isInstanceOf(ChangeState.Approved.class);
    }

    @Test
    void thePolicyMayForbidTheOwnApprovalEvenToWhoIsAlone() {
        alone.by(ANN, new PolicySet(null, 1, SelfApproval.NEVER, "rules"))
                .by(ANN, PROPOSED)
                .refuses(ANN, APPROVED, "own approval");
    }

    @Test
    void aPolicyOfAServiceWinsOverTheCommonOne() {
        two.by(
                ANN,
                new PolicySet(null, 1, SelfApproval.NEVER, "rules"),
                new PolicySet(Events.ORDERS, 1, SelfApproval.ALWAYS, "prototype"),
                PROPOSED,
                APPROVED);
    }

    @Test
    void aServiceAccountIsItsOwnersHand() {
        SignedLedger robot = two.by(
                        ANN,
                        new KeyEnrolled(
                                AGENT.id(),
                                ActorKind.AGENT,
                                key(AGENT),
                                List.of(Grant.everywhere(Role.AUTHOR)),
                                BEN.id()))
                .by(AGENT, PROPOSED);

        robot.refuses(BEN, APPROVED, "ben proposed orders/1");
        robot.by(ANN, APPROVED);
    }

    @Test
    void anEmergencyNeedsAReasonAndLeavesAReview() {
        SignedLedger proposed = two.by(ANN, PROPOSED);
        proposed.refuses(
                ANN, new ChangeApproved(CHANGE, PROPOSED.content().digest(), "", " "), "an emergency has a reason");
        SignedLedger overridden = proposed.by(ANN, OVERRIDDEN);

        assertThat(overridden.state().change(CHANGE)).isInstanceOf(ChangeState.Approved.class);
        assertThat(overridden.state().authority().emergency(CHANGE)).satisfies(emergency -> {
            assertThat(emergency).isNotNull();
            assertThat(emergency.isOpen()).isTrue();
        });
    }

    @Test
    void anEmergencyIsReviewedOnceAndBySomebodyElse() {
        SignedLedger overridden = two.by(ANN, PROPOSED, OVERRIDDEN);
        EmergencyReviewed review = new EmergencyReviewed(CHANGE, "it had to be");

        overridden.refuses(ANN, review, "may not review that");
        SignedLedger reviewed = overridden.by(BEN, review);
        assertThat(reviewed.state().authority().emergency(CHANGE)).satisfies(emergency -> {
            assertThat(emergency).isNotNull();
            assertThat(emergency.isOpen()).isFalse();
        });
        reviewed.refuses(BEN, review, "was reviewed by ben already");
    }

    @Test
    void whatWasNoEmergencyHasNothingToReview() {
        two.by(ANN, PROPOSED).by(BEN, APPROVED).refuses(BEN, new EmergencyReviewed(CHANGE, ""), "not approved in an");
    }

    @Test
    void anAuthorCanDeclareNoEmergency() {
        SignedLedger author = two.by(ANN, enrolled(SignedLedger.NOTARY, "author"));

        author.by(ANN, PROPOSED).refuses(SignedLedger.NOTARY, OVERRIDDEN, "may not");
    }

    @Test
    void aPolicyNeedsIdentitiesAndASense() {
        LedgerSpec.given(Events.orders())
                .whenReported(new PolicySet(null, 1, SelfApproval.NEVER, ""))
                .voided("without identities");
        two.refuses(ANN, new PolicySet(null, 0, SelfApproval.NEVER, ""), "make no policy");
        two.refuses(ANN, new PolicySet(new ServiceName("nope"), 1, SelfApproval.NEVER, ""), "nope");
    }
}
