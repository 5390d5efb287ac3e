package dev.quipu.ledger.codec;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeEvent.ChangeRejected;
import dev.quipu.ledger.event.ChangeEvent.ChangeWithdrawn;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.Founder;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.IdentityEvent.KeyRevoked;
import dev.quipu.ledger.event.IdentityEvent.PolicySet;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.ChangeFailed;
import dev.quipu.ledger.event.ReportEvent.ChangeRolledBack;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepFailed;
import dev.quipu.ledger.event.ReportEvent.StepPaused;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.event.RolloutEvent.RolloutCompleted;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.Scope;
import dev.quipu.ledger.event.SelfApproval;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.StepTotals;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetEvent.LimitsSet;
import dev.quipu.ledger.event.TargetEvent.RollbackStarted;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetEvent.TargetRelabelled;
import dev.quipu.ledger.event.TargetEvent.TargetRetired;
import dev.quipu.ledger.event.TargetEvent.ToggleSet;
import dev.quipu.ledger.event.TargetEvent.WorkAborted;
import dev.quipu.ledger.event.TargetEvent.WorkPaused;
import dev.quipu.ledger.event.TargetEvent.WorkResumed;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.ToggleSetting;
import dev.quipu.ledger.event.Wave;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One entry of each event. What is written here is in the golden files: it never changes, it only grows. */
public final class EveryEvent {

    private static final ChangeId CHANGE = ChangeId.parse("orders/7");
    private static final TargetId TARGET = TargetId.parse("orders@eu-1");
    private static final RolloutId ROLLOUT = RolloutId.parse("orders/r3");
    private static final UUID ORDER = UUID.fromString("01981e2c-7d00-7aaa-8bbb-0123456789ab");
    private static final Content CONTENT = Content.of("name: add-currency\n".getBytes(StandardCharsets.UTF_8));
    private static final Digest DIGEST = CONTENT.digest();

    private static final StepTotals TOTALS = new StepTotals(10_000, 12, 3, 1_500_000);

    private static final PublicKey KEY = PublicKey.ofBytes(DIGEST.toBytes());

    private static final List<ActorKind> KINDS = List.of(ActorKind.HUMAN, ActorKind.AGENT, ActorKind.CONDUCTOR);

    private EveryEvent() {}

    /** One of each. */
    public static List<LedgerEvent> events() {
        return List.of(
                new LedgerOpened("shop", 1),
                new ServiceRegistered(new ServiceName("orders"), "postgresql", "team-orders", "Orders & más"),
                new TargetRegistered(TARGET, Map.of("env", "prod")),
                new TargetRelabelled(TARGET, Map.of()),
                new TargetRetired(TARGET, "moved"),
                new ChangeProposed(
                        CHANGE,
                        "add-currency",
                        "prices in any currency",
                        "SHOP-12",
                        Phase.EXPAND,
                        List.of(ChangeId.parse("billing/2")),
                        List.of(new StepOutline("column", "sql", true), new StepOutline("check", "verify", false)),
                        "because",
                        "yaml/1",
                        CONTENT,
                        List.of()),
                new ChangeApproved(CHANGE, DIGEST, ""),
                new ChangeRejected(CHANGE, "too slow"),
                new ChangeWithdrawn(CHANGE, "not needed"),
                new RolloutStarted(ROLLOUT, List.of(CHANGE), List.of(new Wave("all", List.of(TARGET)))),
                new RolloutCompleted(ROLLOUT, RolloutOutcome.FAILED),
                new StepStarted(TARGET, CHANGE, ORDER, DIGEST, Direction.FORWARD, 1, 2, "0.1.0"),
                new StepCompleted(TARGET, CHANGE, ORDER, Direction.BACK, 1, 2, 3, 4_000_000_000L),
                new StepFailed(TARGET, CHANGE, ORDER, Direction.FORWARD, 1, 2, "42P01", "no such table"),
                new ChangeApplied(TARGET, CHANGE, ORDER, DIGEST, 3, 12),
                new ChangeFailed(TARGET, CHANGE, ORDER, Direction.FORWARD, 0, "digest", "other content"),
                new RollbackStarted(TARGET, CHANGE, "broken"),
                new ChangeRolledBack(TARGET, CHANGE, ORDER, 3, 12),
                new NoteAdded(StreamId.of(CHANGE), "see SHOP-12"),
                new SchemaDeclared(7, 0xC2D14D3A9E7B5F01L),
                new ChangeProposed(
                        CHANGE,
                        "new-prices",
                        "prices in cents",
                        null,
                        Phase.MIGRATE,
                        List.of(),
                        List.of(new StepOutline("on", "toggle", true, new ToggleSetting("new-prices", 25, 0))),
                        null,
                        "yaml/1",
                        CONTENT,
                        List.of(
                                new Deprecation("orders.total", "2027-01-31", "orders.total_cents"),
                                new Deprecation("prices", null, null))),
                new StepCompleted(TARGET, CHANGE, ORDER, Direction.FORWARD, 1, 2, 3, 5, TOTALS),
                new StepPaused(
                        TARGET, CHANGE, ORDER, Direction.FORWARD, 1, 2, "error-rate", "2.0 % is over 1.0 %", TOTALS),
                new WorkPaused(TARGET, CHANGE, "the shop is slow"),
                new WorkResumed(TARGET, CHANGE, "it was something else"),
                new WorkAborted(TARGET, CHANGE, "not today"),
                new LimitsSet(TARGET, Map.of("rows-per-second", "500"), "sale"),
                new ToggleSet(TARGET, "new-prices", 0, "wrong totals"),
                new LedgerOpened("shop", 1, new Founder("ann", KEY)),
                new ChangeApproved(CHANGE, DIGEST, "", "the shop is down"),
                new EmergencyReviewed(CHANGE, "it had to be"),
                new KeyEnrolled(
                        "agent:orders@eu-1",
                        ActorKind.AGENT,
                        KEY,
                        List.of(
                                new Grant(Role.AGENT, new Scope.OfTarget(TARGET)),
                                new Grant(Role.OPERATOR, new Scope.OfLabel("env", "prod")),
                                new Grant(Role.AUTHOR, new Scope.OfService(CHANGE.service())),
                                Grant.everywhere(Role.AUDITOR)),
                        "ann"),
                new KeyRevoked(KEY, "lost"),
                new PolicySet(CHANGE.service(), 2, SelfApproval.NEVER, "four eyes"),
                new CheckpointSigned(7, DIGEST, "quipu/1\n7\n"));
    }

    /** Odd entries have all that an envelope may have, even ones nothing that it may lack. */
    public static Entry entry(LedgerEvent event, int index) {
        boolean full = index % 2 == 1;
        UUID id = new UUID(0x01981e2c7d007000L + index, 0x8000000000000000L + index);
        return new Entry(
                id,
                Instant.parse("2026-01-02T03:04:05.678901Z").plusSeconds(index),
                new Actor("ann", KINDS.get(index % 3)),
                event.stream(),
                full ? Long.valueOf(index) : null,
                full ? ORDER : null,
                full ? id : null,
                event);
    }
}
