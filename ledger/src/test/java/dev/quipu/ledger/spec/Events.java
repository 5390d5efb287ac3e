package dev.quipu.ledger.spec;

import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeEvent.ChangeRejected;
import dev.quipu.ledger.event.ChangeEvent.ChangeWithdrawn;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.RolloutEvent.RolloutCompleted;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetEvent.RollbackStarted;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetEvent.TargetRetired;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events in few words. */
public final class Events {

    /** The service of most tests. */
    public static final ServiceName ORDERS = new ServiceName("orders");

    /** Its first target. */
    public static final TargetId EU = TargetId.parse("orders@eu");

    /** Its second target. */
    public static final TargetId US = TargetId.parse("orders@us");

    private Events() {}

    /** A service. */
    public static ServiceRegistered service(String name) {
        return new ServiceRegistered(new ServiceName(name), "postgresql", "team-" + name, "");
    }

    /** A target without labels. */
    public static TargetRegistered target(String id) {
        return new TargetRegistered(TargetId.parse(id), Map.of());
    }

    /** Service orders with targets eu and us, then {@code more}. */
    public static LedgerEvent[] orders(LedgerEvent... more) {
        return join(new LedgerEvent[] {service("orders"), target("orders@eu"), target("orders@us")}, more);
    }

    /** A change with its approval, for each id. */
    public static LedgerEvent[] approved(String... changes) {
        return Stream.of(changes)
                .flatMap(change -> approved(Proposal.of(change)).stream())
                .toArray(LedgerEvent[]::new);
    }

    /** A change and its approval. */
    public static List<LedgerEvent> approved(Proposal proposal) {
        return List.of(proposal.event(), approval(proposal.event()));
    }

    /** The approval of what is proposed. */
    public static ChangeApproved approval(ChangeProposed proposed) {
        return new ChangeApproved(proposed.change(), proposed.content().digest(), "fine");
    }

    /** A rejection. */
    public static ChangeRejected rejected(String change) {
        return new ChangeRejected(ChangeId.parse(change), "no");
    }

    /** A withdrawal. */
    public static ChangeWithdrawn withdrawn(String change) {
        return new ChangeWithdrawn(ChangeId.parse(change), "not needed");
    }

    /** A retirement. */
    public static TargetRetired retired(TargetId target) {
        return new TargetRetired(target, "gone");
    }

    /** A rollout of {@code changes} to {@code targets} in one wave. */
    public static RolloutStarted rollout(String id, List<String> changes, TargetId... targets) {
        return new RolloutStarted(
                RolloutId.parse(id),
                changes.stream().map(ChangeId::parse).toList(),
                List.of(new Wave("all", List.of(targets))));
    }

    /** A rollout's end. */
    public static RolloutCompleted completed(String id, RolloutOutcome outcome) {
        return new RolloutCompleted(RolloutId.parse(id), outcome);
    }

    /** A wish to undo. */
    public static RollbackStarted rollback(TargetId target, String change) {
        return new RollbackStarted(target, ChangeId.parse(change), "broken");
    }

    /** Both, in order. */
    public static LedgerEvent[] join(LedgerEvent[] first, LedgerEvent... second) {
        List<LedgerEvent> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(second));
        return all.toArray(LedgerEvent[]::new);
    }
}
