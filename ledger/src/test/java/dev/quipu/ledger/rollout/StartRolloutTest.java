package dev.quipu.ledger.rollout;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.completed;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.rejected;
import static dev.quipu.ledger.spec.Events.retired;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.Events.service;
import static dev.quipu.ledger.spec.Events.target;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.StartRollout;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartRolloutTest {

    private static final RolloutId R1 = RolloutId.parse("orders/r1");
    private static final TargetId OLD = TargetId.parse("orders@old");

    @Test
    void releasesTheChangesToAllActiveTargets() {
        LedgerSpec after = given(join(orders(approved("orders/1", "orders/2")), target("orders@old"), retired(OLD)))
                .when(new StartRollout(ORDERS, 1, 2))
                .then(R1, rollout("orders/r1", List.of("orders/1", "orders/2"), EU, US));

        assertThat(after.state().changes().values()).hasSize(2).allSatisfy(change -> assertThat(change)
                .isInstanceOf(ChangeState.Released.class));
        assertThat(after.state().running(ORDERS)).isNotNull().satisfies(is -> {
            assertThat(is.id()).isEqualTo(R1);
            assertThat(is.targets()).containsExactly(EU, US);
            assertThat(is.isOpen()).isTrue();
            assertThat(is.done()).isEmpty();
            assertThat(is.started().id()).isEqualTo(after.lastId());
        });
        assertThat(after.state().service(ORDERS)).isNotNull().satisfies(is -> {
            assertThat(is.rollouts()).isEqualTo(1);
            assertThat(is.releasedUpTo()).isEqualTo(2);
        });
    }

    @Test
    void keepsLaterChangesForALaterRollout() {
        LedgerSpec one =
                given(join(orders(approved("orders/1", "orders/2")), rollout("orders/r1", List.of("orders/1"), EU)));

        LedgerSpec done = one.and(Reports.forward(EU, "orders/1", one.lastId()).all())
                .and(completed("orders/r1", RolloutOutcome.SUCCEEDED));

        done.when(new StartRollout(ORDERS, 1, 2))
                .then(RolloutId.parse("orders/r2"), rollout("orders/r2", List.of("orders/1", "orders/2"), EU, US));
    }

    @Test
    void passesOverRejectedNumbersAndGaps() {
        given(join(
                        orders(approved("orders/2", "orders/5")),
                        Proposal.of("orders/3").event(),
                        rejected("orders/3")))
                .when(new StartRollout(ORDERS, 1, 9))
                .then(R1, rollout("orders/r1", List.of("orders/2", "orders/5"), EU, US));
    }

    @Test
    void refusesAnUnknownService() {
        given().when(new StartRollout(ORDERS, 1, 1)).refused(Refusal.Unknown.class, "there is no service orders");
    }

    @Test
    void refusesARangeWithoutChanges() {
        given(orders(approved("orders/1")))
                .when(new StartRollout(ORDERS, 2, 9))
                .refused(Refusal.Unknown.class, "orders has no change from 2 to 9");
    }

    @Test
    void refusesWhatIsNotApproved() {
        given(join(orders(approved("orders/1")), Proposal.of("orders/2").event()))
                .when(new StartRollout(ORDERS, 1, 2))
                .refused(Refusal.NotAllowed.class, "orders/2 is not approved");
    }

    @Test
    void refusesASecondRolloutAndNamesTheFirst() {
        LedgerSpec running = given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU)));

        assertThat(running.when(new StartRollout(ORDERS, 1, 1))
                        .refused(Refusal.Conflict.class, "rollout orders/r1 of orders is still running")
                        .winner())
                .isEqualTo(running.lastId());
    }

    @Test
    void refusesAServiceWithoutTargets() {
        given(join(approvedIn(service("orders"))))
                .when(new StartRollout(ORDERS, 1, 1))
                .refused(Refusal.NotAllowed.class, "service orders has no targets");
    }

    private static LedgerEvent[] approvedIn(LedgerEvent service) {
        return join(new LedgerEvent[] {service}, approved("orders/1"));
    }

    @Test
    void refusesATargetThatLacksAnEarlierChange() {
        given(orders(approved("orders/1", "orders/2")))
                .when(new StartRollout(ORDERS, 2, 2))
                .refused(Refusal.NotAllowed.class, "orders/1 comes first on orders@eu");
    }

    @Test
    void refusesARequirementThatIsNotApproved() {
        given(orders())
                .and(approved(Proposal.of("orders/1").requires("billing/1")).toArray(LedgerEvent[]::new))
                .when(new StartRollout(ORDERS, 1, 1))
                .refused(Refusal.NotAllowed.class, "orders/1 requires billing/1, which is not approved");
    }

    @Test
    void voidsEventsThatNoCommandMakes() {
        LedgerSpec ready =
                given(join(orders(approved("orders/1", "orders/2")), service("billing"), target("billing@eu")));

        ready.whenReported(rollout("orders/r2", List.of("orders/1"), EU)).voided("not the next rollout");
        ready.whenReported(rollout("orders/r1", List.of(), EU)).voided("is empty");
        ready.whenReported(rollout("orders/r1", List.of("orders/1"))).voided("no targets");
        ready.whenReported(rollout("orders/r1", List.of("orders/1"), EU, EU)).voided("twice");
        ready.whenReported(rollout("orders/r1", List.of("orders/2", "orders/1"), EU))
                .voided("out of order");
        ready.whenReported(rollout("orders/r1", List.of("orders/1", "orders/1"), EU))
                .voided("out of order");
        ready.whenReported(rollout("orders/r1", List.of("orders/3"), EU)).voided("there is no change orders/3");
        ready.whenReported(rollout("orders/r1", List.of("billing/1"), EU)).voided("there is no change billing/1");
        ready.whenReported(rollout("orders/r1", List.of("orders/1"), OLD)).voided("there is no target orders@old");
        ready.whenReported(rollout("orders/r1", List.of("orders/1"), TargetId.parse("billing@eu")))
                .voided("there is no target billing@eu");
        ready.and(retired(EU))
                .whenReported(rollout("orders/r1", List.of("orders/1"), EU))
                .voided("orders@eu is retired");
        assertThat(ready.state().change(ChangeId.parse("orders/1"))).isInstanceOf(ChangeState.Approved.class);
    }
}
