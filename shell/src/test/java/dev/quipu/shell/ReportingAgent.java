package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.Scope;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFolder;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import dev.quipu.ledger.telemetry.Telemetry;
import dev.quipu.ledger.telemetry.topic.TelemetryWriter;
import dev.quipu.shell.config.QuipuHome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Says what an agent says of the first step of changes, and works on no database. */
final class ReportingAgent implements AutoCloseable {

    private static final Actor OPERATOR = new Actor("ana", ActorKind.HUMAN);

    private final KeyFolder keys;
    private final KafkaLedger ledger;
    private final Telemetry telemetry;

    /** @param home of the operator who lets the agent in */
    ReportingAgent(KafkaSettings settings, Path home) {
        keys = new KeyFolder(new QuipuHome(home).keys(), null);
        ledger = KafkaLedger.open(settings.withKeyring(keys));
        telemetry = TelemetryWriter.of(settings);
    }

    void claims(String target, String change) {
        TargetId id = TargetId.parse(target);
        ChangeId changed = ChangeId.parse(change);
        LedgerState state = state(changed);
        report(
                id,
                new ReportEvent.StepStarted(
                        id,
                        changed,
                        order(state, changed),
                        Objects.requireNonNull(state.change(changed)).proposal().digest(),
                        Direction.FORWARD,
                        1,
                        1,
                        "test"));
    }

    void tells(String target, String change, Activity activity) {
        telemetry.publish(new TargetReport(TargetId.parse(target), ChangeId.parse(change), 1, Instant.now(), activity));
    }

    void standsBy(String target) {
        Instant now = Instant.now();
        telemetry.publish(TargetReport.of(TargetId.parse(target), now, new Activity.StandingBy(now)));
    }

    void completes(String target, String change) {
        TargetId id = TargetId.parse(target);
        ChangeId changed = ChangeId.parse(change);
        LedgerState state = state(changed);
        UUID order = order(state, changed);
        report(id, new ReportEvent.StepCompleted(id, changed, order, Direction.FORWARD, 1, 1, 1, 1));
        report(
                id,
                new ReportEvent.ChangeApplied(
                        id,
                        changed,
                        order,
                        Objects.requireNonNull(state.change(changed)).proposal().digest(),
                        1,
                        1));
    }

    void fails(String target, String change, String code, String message) {
        TargetId id = TargetId.parse(target);
        ChangeId changed = ChangeId.parse(change);
        UUID order = order(state(changed), changed);
        report(id, new ReportEvent.StepFailed(id, changed, order, Direction.FORWARD, 1, 1, code, message));
        report(id, new ReportEvent.ChangeFailed(id, changed, order, Direction.FORWARD, 1, code, message));
    }

    /** Its own state may be behind the shell's. */
    private LedgerState state(ChangeId change) {
        LedgerState state = ledger.state();
        while (state.running(change.service()) == null) {
            try {
                state = ledger.awaitMoreThan(state.entries(), Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return state;
    }

    private static UUID order(LedgerState state, ChangeId change) {
        return Objects.requireNonNull(state.running(change.service())).started().id();
    }

    private void report(TargetId target, ReportEvent event) {
        Actor agent = Actor.agentOf(target);
        letIn(agent, target);
        assertThat(ledger.submit(agent, Command.of(event, ""))).isInstanceOf(Reply.Done.class);
    }

    private void letIn(Actor agent, TargetId target) {
        PublicKey key = keys.ensure(agent.id()).publicKey();
        if (ledger.state().authority().key(key) == null) {
            List<Grant> grants = List.of(new Grant(Role.AGENT, new Scope.OfTarget(target)));
            KeyEnrolled enrolled = new KeyEnrolled(agent.id(), agent.kind(), key, grants, null);
            assertThat(ledger.submit(OPERATOR, Command.of(enrolled, ""))).isInstanceOf(Reply.Done.class);
        }
    }

    @Override
    public void close() {
        telemetry.close();
        ledger.close();
    }
}
