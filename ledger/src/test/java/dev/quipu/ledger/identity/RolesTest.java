package dev.quipu.ledger.identity;

import static dev.quipu.ledger.identity.SignedLedger.AGENT;
import static dev.quipu.ledger.identity.SignedLedger.ANN;
import static dev.quipu.ledger.identity.SignedLedger.BEN;
import static dev.quipu.ledger.identity.SignedLedger.NOTARY;
import static dev.quipu.ledger.identity.SignedLedger.enrolled;
import static dev.quipu.ledger.identity.SignedLedger.founded;
import static dev.quipu.ledger.identity.SignedLedger.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.IdentityEvent.PolicySet;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.SelfApproval;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetEvent.TargetRelabelled;
import dev.quipu.ledger.event.TargetEvent.ToggleSet;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.Evidence;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Signature;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What each role may write, and on what. */
class RolesTest {

    private final SignedLedger ledger = founded();

    @Test
    void anAuthorProposesAndDoesNotApprove() {
        SignedLedger proposed = ledger.by(ANN, enrolled(BEN, "author"))
                .by(BEN, Proposal.of("orders/1").event());

        assertThat(proposed.refuses(
                        BEN, Events.approval(Proposal.of("orders/1").event()), "ben may not write ChangeApproved"))
                .isInstanceOf(Refusal.Forbidden.class);
        proposed.refuses(BEN, Events.service("billing"), "may not");
    }

    @Test
    void aRoleOnOneServiceIsNoneOnAnother() {
        SignedLedger scoped = ledger.by(ANN, Events.service("billing"))
                .by(ANN, enrolled(BEN, "author:service:billing", "operator:service:billing"));

        scoped.by(BEN, Proposal.of("billing/1").event(), Events.target("billing@eu"));
        scoped.refuses(BEN, Proposal.of("orders/1").event(), "may not");
        scoped.refuses(BEN, Events.target("orders@asia"), "may not");
    }

    @Test
    void anOperatorOfALabelWorksOnTargetsThatHaveIt() {
        TargetId test = TargetId.parse("orders@test");
        SignedLedger labelled = ledger.by(ANN, new TargetRegistered(test, Map.of("env", "test")))
                .by(ANN, Events.approved("orders/1"))
                .by(ANN, enrolled(BEN, "operator:label:env=test"));

        labelled.by(BEN, new ToggleSet(test, "new-prices", 100, "try"));
        labelled.by(BEN, Events.rollout("orders/r1", List.of("orders/1"), test));
        labelled.refuses(BEN, new ToggleSet(Events.EU, "new-prices", 100, "try"), "may not");
        labelled.refuses(BEN, Events.rollout("orders/r1", List.of("orders/1"), test, Events.EU), "may not");
    }

    @Test
    void nobodyLabelsTheWayToMoreRights() {
        TargetId test = TargetId.parse("orders@test");
        SignedLedger labelled = ledger.by(ANN, new TargetRegistered(test, Map.of("env", "test")))
                .by(ANN, enrolled(BEN, "operator:label:env=test"));

        labelled.refuses(BEN, new TargetRelabelled(Events.EU, Map.of("env", "test")), "may not");
        labelled.refuses(BEN, new TargetRelabelled(test, Map.of("env", "prod")), "may not");
        labelled.by(BEN, new TargetRelabelled(test, Map.of("env", "test", "region", "eu")));
    }

    @Test
    void anAgentReportsForItsOwnTargetOnly() {
        SignedLedger released = ledger.by(ANN, Events.approved("orders/1"))
                .by(ANN, Events.rollout("orders/r1", List.of("orders/1"), Events.EU, Events.US))
                .by(ANN, enrolled(AGENT, "agent:target:orders@eu"));

        released.by(AGENT, claim(released.state(), Events.EU));
        released.refuses(AGENT, claim(released.state(), Events.US), "may not write StepStarted");
        released.refuses(ANN, claim(released.state(), Events.EU), "may not write StepStarted");
    }

    private static StepStarted claim(LedgerState state, TargetId target) {
        return new StepStarted(
                target,
                ChangeId.parse("orders/1"),
                Objects.requireNonNull(state.running(Events.ORDERS)).started().id(),
                Objects.requireNonNull(state.change(ChangeId.parse("orders/1")))
                        .proposal()
                        .digest(),
                Direction.FORWARD,
                1,
                1,
                "test");
    }

    @Test
    void anAdministratorGivesNoMoreThanThereIsToGive() {
        SignedLedger scoped = ledger.by(ANN, enrolled(BEN, "admin:service:orders"));

        scoped.by(BEN, enrolled(AGENT, "agent:target:orders@eu"));
        scoped.refuses(BEN, enrolled(AGENT, "agent"), "may not");
        scoped.refuses(BEN, enrolled(AGENT, "author:service:billing"), "may not");
        scoped.refuses(BEN, new KeyRevoked(key(ANN), "coup"), "may not");
        scoped.refuses(BEN, new PolicySet(null, 1, SelfApproval.ALWAYS, "easier"), "may not");
        scoped.by(BEN, new PolicySet(Events.ORDERS, 2, SelfApproval.NEVER, "safer"));
    }

    @Test
    void onlyANotarySignsCheckpoints() {
        Digest root = Digest.of(new byte[0]);
        SignedLedger withNotary = ledger.by(ANN, enrolled(NOTARY, "notary"));
        CheckpointSigned checkpoint = new CheckpointSigned(3, root, "note");

        withNotary.refuses(ANN, checkpoint, "may not write CheckpointSigned");
        Folded folded = withNotary.when(
                withNotary.entry(NOTARY, checkpoint), new Evidence(new Signature.By(key(NOTARY)), root));
        assertThat(folded.state().checkpoint()).isNotNull().satisfies(known -> assertThat(known.size())
                .isEqualTo(3));
    }

    @Test
    void aNotaryWhoSawAnotherLogIsVoidAndNotForgottenUntilItsKeyIsRevoked() {
        SignedLedger withNotary = ledger.by(ANN, enrolled(NOTARY, "notary"));
        Folded folded = withNotary.when(
                withNotary.entry(NOTARY, new CheckpointSigned(3, Digest.of(new byte[1]), "note")),
                new Evidence(new Signature.By(key(NOTARY)), Digest.of(new byte[0])));

        assertThat(folded.outcome()).isInstanceOf(Outcome.Voided.class);
        assertThat(folded.state().checkpoint()).isNull();
        assertThat(folded.state().authority().dispute()).isNotNull();
        assertThat(new SignedLedger(folded.state())
                        .by(ANN, new KeyRevoked(key(NOTARY), "lied"))
                        .state()
                        .authority()
                        .dispute())
                .isNull();
    }

    @Test
    void aCheckpointThatNobodyCanCheckIsVoid() {
        SignedLedger withNotary = ledger.by(ANN, enrolled(NOTARY, "notary"));

        withNotary.refuses(NOTARY, new CheckpointSigned(900, Digest.of(new byte[0]), "note"), "too late, or too early");
    }

    @Test
    void grantsAreWrittenAsTheyAreRead() {
        for (String text :
                List.of("author", "agent:target:orders@eu-1", "operator:label:env=prod", "admin:service:orders")) {
            assertThat(Grant.parse(text)).hasToString(text);
        }
        for (String text : List.of("king", "author:", "author:everything", "author:label:env", "agent:target:orders")) {
            assertThatThrownBy(() -> Grant.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
