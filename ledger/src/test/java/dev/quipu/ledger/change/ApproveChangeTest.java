package dev.quipu.ledger.change;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approval;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.rejected;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.Events.withdrawn;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.ApproveChange;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApproveChangeTest {

    private static final ChangeProposed PROPOSED = Proposal.of("orders/1").event();
    private static final ChangeId ID = PROPOSED.change();
    private static final ApproveChange APPROVE = new ApproveChange(ID, "fine");

    @Test
    void approvesExactlyWhatIsProposed() {
        LedgerSpec after = given(orders(PROPOSED)).when(APPROVE).then(ID, approval(PROPOSED));

        assertThat(after.state().change(ID)).isInstanceOfSatisfying(ChangeState.Approved.class, is -> {
            assertThat(is.approvals().getFirst().comment()).isEqualTo("fine");
            assertThat(is.approvals().getFirst().stamp().actor()).isEqualTo(LedgerSpec.ANN);
            assertThat(is.isLive()).isTrue();
        });
    }

    @Test
    void refusesWhatIsNotProposed() {
        given(orders()).when(APPROVE).refused(Refusal.Unknown.class, "there is no change orders/1");
        given(orders()).whenReported(approval(PROPOSED)).voided("there is no change orders/1");
    }

    @Test
    void refusesAnApprovalOfOtherContent() {
        ChangeApproved other = approval(Proposal.of("orders/1").text("other").event());

        given(orders(PROPOSED)).whenReported(other).voided("for other content than that of orders/1");
    }

    @Test
    void refusesWhatIsApprovedAlready() {
        given(orders(approved("orders/1"))).when(APPROVE).refused(Refusal.NotAllowed.class, "approved already");
    }

    @Test
    void refusesWhatIsRejected() {
        given(orders(PROPOSED, rejected("orders/1")))
                .when(APPROVE)
                .refused(Refusal.NotAllowed.class, "rejected already");
    }

    @Test
    void refusesWhatIsWithdrawn() {
        given(orders(PROPOSED, withdrawn("orders/1")))
                .when(APPROVE)
                .refused(Refusal.NotAllowed.class, "withdrawn already");
    }

    @Test
    void refusesWhatIsRolledOut() {
        given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU, US)))
                .when(APPROVE)
                .refused(Refusal.NotAllowed.class, "rolled out already");
    }
}
