package dev.quipu.ledger.targets;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;
import static dev.quipu.ledger.spec.Events.US;
import static dev.quipu.ledger.spec.Events.approved;
import static dev.quipu.ledger.spec.Events.join;
import static dev.quipu.ledger.spec.Events.orders;
import static dev.quipu.ledger.spec.Events.retired;
import static dev.quipu.ledger.spec.Events.rollout;
import static dev.quipu.ledger.spec.Events.service;
import static dev.quipu.ledger.spec.Events.target;
import static dev.quipu.ledger.spec.LedgerSpec.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.decide.RelabelTarget;
import dev.quipu.ledger.event.TargetEvent.TargetRelabelled;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.TargetState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManageTargetTest {

    @Test
    void registersAServiceOnce() {
        LedgerSpec registered = given(service("orders"));

        assertThat(registered.state().service(ORDERS)).isNotNull().satisfies(is -> {
            assertThat(is.owner()).isEqualTo("team-orders");
            assertThat(is.lastChange()).isZero();
            assertThat(is.running()).isNull();
        });
        assertThat(registered
                        .when(Command.of(service("orders"), ORDERS))
                        .refused(Refusal.Conflict.class, "service orders exists already, registered by ann")
                        .winner())
                .isEqualTo(registered.lastId());
    }

    @Test
    void registersATargetOnce() {
        LedgerSpec registered = given(service("orders"), target("orders@eu"));

        assertThat(registered.state().activeTargets(ORDERS))
                .extracting(TargetState::id)
                .containsExactly(EU);
        assertThat(registered
                        .when(Command.of(target("orders@eu"), EU))
                        .refused(Refusal.Conflict.class, "target orders@eu exists already, registered by ann")
                        .winner())
                .isEqualTo(registered.lastId());
    }

    @Test
    void refusesATargetOfAnUnknownService() {
        given().whenReported(target("orders@eu")).voided("there is no service orders");
    }

    @Test
    void setsAndRemovesLabels() {
        Map<String, String> both = Map.of("env", "prod", "tier", "canary");
        Map<String, String> left = Map.of("env", "test");
        LedgerSpec labelled = given(orders())
                .when(new RelabelTarget(EU, both, Set.of("absent")))
                .then(both, new TargetRelabelled(EU, both));

        LedgerSpec after = labelled.when(new RelabelTarget(EU, Map.of("env", "test"), Set.of("tier")))
                .then(left, new TargetRelabelled(EU, left));

        assertThat(after.state().target(EU)).isNotNull().satisfies(is -> assertThat(is.labels())
                .isEqualTo(left));
        after.when(new RelabelTarget(EU, left, Set.of())).then(left);
    }

    @Test
    void refusesLabelsOfUnknownAndRetiredTargets() {
        RelabelTarget relabel = new RelabelTarget(EU, Map.of("env", "prod"), Set.of());

        given(service("orders")).when(relabel).refused(Refusal.Unknown.class, "there is no target orders@eu");
        given(service("orders"))
                .whenReported(new TargetRelabelled(EU, Map.of()))
                .voided("there is no target");
        given(orders(retired(EU))).when(relabel).refused(Refusal.NotAllowed.class, "orders@eu is retired");
    }

    @Test
    void retiresATargetOnce() {
        LedgerSpec after = given(orders(retired(EU)));

        assertThat(after.state().target(EU)).isNotNull().matches(is -> !is.isActive());
        assertThat(after.state().activeTargets(ORDERS))
                .extracting(TargetState::id)
                .containsExactly(US);
        after.whenReported(retired(EU)).voided("orders@eu is retired");
        after.whenReported(retired(TargetId.parse("orders@no"))).voided("there is no target orders@no");
    }

    @Test
    void refusesToRetireATargetThatAnAgentWorksOn() {
        LedgerSpec released =
                given(join(orders(approved("orders/1")), rollout("orders/r1", List.of("orders/1"), EU, US)));

        released.and(Reports.forward(EU, "orders/1", released.lastId()).started(1, 1))
                .whenReported(retired(EU))
                .voided("an agent is working on orders@eu: orders/1");
    }
}
