package dev.quipu.ledger.change;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.rejected;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.decide.ProposeChange.Reply;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposeChangeTest {

    private static final ChangeProposed PROPOSED = Proposal.of("orders/1").event();

    @Test
    void putsTheChangeForward() {
        LedgerSpec after = given(orders()).when(new ProposeChange(PROPOSED)).then(Reply.PROPOSED, PROPOSED);

        assertThat(after.state().change(PROPOSED.change())).isInstanceOfSatisfying(ChangeState.Proposed.class, is -> {
            assertThat(is.proposal().event()).isEqualTo(PROPOSED);
            assertThat(is.proposal().stamp().id()).isEqualTo(after.lastId());
            assertThat(is.isLive()).isTrue();
        });
        assertThat(after.state().revision(PROPOSED.stream())).isEqualTo(1);
    }

    @Test
    void changesNothingWhenTheBytesAreTheSame() {
        LedgerSpec proposed = given(orders(PROPOSED));

        LedgerSpec after = proposed.when(new ProposeChange(PROPOSED)).then(Reply.UNCHANGED);

        assertThat(after.state()).isEqualTo(proposed.state());
    }

    @Test
    void refusesOtherBytesAndNamesTheWinner() {
        LedgerSpec proposed = given(orders(PROPOSED));

        Refusal.Conflict conflict = proposed.when(
                        new ProposeChange(Proposal.of("orders/1").text("other").event()))
                .refused(Refusal.Conflict.class, "orders/1 exists already: 'name-1', proposed by ann");

        assertThat(conflict.winner()).isEqualTo(proposed.lastId());
    }

    @Test
    void refusesTheNumberOfARejectedChange() {
        given(orders(PROPOSED, rejected("orders/1")))
                .when(new ProposeChange(Proposal.of("orders/1").text("other").event()))
                .refused(Refusal.Conflict.class, "orders/1 exists already");
    }

    @Test
    void doesNotBringARejectedChangeBack() {
        given(orders(PROPOSED, rejected("orders/1")))
                .when(new ProposeChange(PROPOSED))
                .refused(Refusal.Conflict.class, "orders/1 exists already");
    }

    @Test
    void refusesNumbersUpToWhatIsReleased() {
        LedgerSpec released =
                given(join(orders(approved("orders/5")), rollout("orders/r1", List.of("orders/5"), EU, US)));

        released.when(new ProposeChange(Proposal.of("orders/4").event()))
                .refused(Refusal.NotAllowed.class, "orders/4 would come before orders/5");
    }

    @Test
    void fillsAGapThatIsNotReleased() {
        ChangeProposed two = Proposal.of("orders/2").event();

        given(join(orders(approved("orders/1")), Proposal.of("orders/3").event()))
                .and(rollout("orders/r1", List.of("orders/1"), EU, US))
                .when(new ProposeChange(two))
                .then(Reply.PROPOSED, two);
    }

    @Test
    void takesTheLargestNumberThereIs() {
        LedgerSpec after = given(orders(
                Proposal.of("orders/3").event(),
                Proposal.of("orders/2147483647").event()));

        assertThat(after.state().liveAfter(Events.ORDERS, 3)).isNotNull();
        assertThat(after.state().liveAfter(Events.ORDERS, Integer.MAX_VALUE)).isNull();
        assertThat(after.state().change(ChangeId.parse("orders/2147483647"))).isNotNull();
    }

    @Test
    void refusesAnUnknownService() {
        given().when(new ProposeChange(PROPOSED)).refused(Refusal.Unknown.class, "there is no service orders");
    }

    @Test
    void refusesAChangeWithoutSteps() {
        given(orders())
                .when(new ProposeChange(Proposal.of("orders/1").steps(0).event()))
                .refused(Refusal.Invalid.class, "orders/1 has no steps");
    }

    @Test
    void refusesAChangeThatRequiresItselfOrALaterOne() {
        given(orders())
                .when(new ProposeChange(
                        Proposal.of("orders/2").requires("orders/2").event()))
                .refused(Refusal.Invalid.class, "orders/2");
        given(orders())
                .when(new ProposeChange(
                        Proposal.of("orders/2").requires("orders/3").event()))
                .refused(Refusal.Invalid.class, "orders/2 requires orders/3");
    }

    @Test
    void takesStepsWithoutRollbackOnlyWithAReason() {
        ChangeProposed why = Proposal.of("orders/1")
                .withoutRollback()
                .irreversible("drops data")
                .event();

        given(orders())
                .when(new ProposeChange(
                        Proposal.of("orders/1").withoutRollback().event()))
                .refused(Refusal.Invalid.class, "orders/1 has steps without rollback");
        given(orders()).when(new ProposeChange(why)).then(Reply.PROPOSED, why);
    }
}
