package dev.quipu.ledger.change;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.rejected;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.Events.withdrawn;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectChangeTest {

    private static final ChangeProposed PROPOSED = Proposal.of("orders/1").event();
    private static final Command<String> REJECT = Command.of(rejected("orders/1"), "no");

    @Test
    void endsAProposal() {
        LedgerSpec after = given(orders(PROPOSED)).when(REJECT).then("no", rejected("orders/1"));

        assertThat(after.state().change(PROPOSED.change())).isInstanceOfSatisfying(ChangeState.Rejected.class, is -> {
            assertThat(is.reason()).isEqualTo("no");
            assertThat(is.stamp().id()).isEqualTo(after.lastId());
            assertThat(is.isLive()).isFalse();
        });
    }

    @Test
    void refusesAnUnknownChange() {
        given(orders()).when(REJECT).refused(Refusal.Unknown.class, "there is no change orders/1");
    }

    @Test
    void refusesWhatIsDecidedAlready() {
        given(orders(approved("orders/1"))).when(REJECT).refused(Refusal.NotAllowed.class, "approved already");
        given(orders(PROPOSED, rejected("orders/1")))
                .when(REJECT)
                .refused(Refusal.NotAllowed.class, "rejected already");
        given(orders(PROPOSED, withdrawn("orders/1")))
                .when(REJECT)
                .refused(Refusal.NotAllowed.class, "withdrawn already");
        given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU, US)))
                .when(REJECT)
                .refused(Refusal.NotAllowed.class, "rolled out already");
    }
}
