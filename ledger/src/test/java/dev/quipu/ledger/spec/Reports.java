package dev.quipu.ledger.spec;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.ChangeFailed;
import dev.quipu.ledger.event.ReportEvent.ChangeRolledBack;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepFailed;
import dev.quipu.ledger.event.ReportEvent.StepPaused;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.StepTotals;
import dev.quipu.ledger.event.TargetId;
import java.util.UUID;

/** What an agent says about one change on one target. */
public record Reports(TargetId target, ChangeId change, UUID order, Digest digest, Direction direction) {

    /** Reports of applying what {@link Proposal#of} proposes. */
    public static Reports forward(TargetId target, String change, UUID order) {
        Digest digest = Proposal.of(change).event().content().digest();
        return new Reports(target, ChangeId.parse(change), order, digest, Direction.FORWARD);
    }

    /** Reports of undoing it. */
    public static Reports back(TargetId target, String change, UUID order) {
        Reports forward = forward(target, change, order);
        return new Reports(target, forward.change(), order, forward.digest(), Direction.BACK);
    }

    /** A claim. */
    public StepStarted started(int step, int attempt) {
        return new StepStarted(target, change, order, digest, direction, step, attempt, "test");
    }

    /** A step is done. */
    public StepCompleted completed(int step, int attempt) {
        return new StepCompleted(target, change, order, direction, step, attempt, 1, 1000);
    }

    /** A threshold was crossed. */
    public StepPaused paused(int step, int attempt) {
        StepTotals totals = new StepTotals(1, 1, 1, 0);
        return new StepPaused(target, change, order, direction, step, attempt, "error-rate", "2 of 10 rows", totals);
    }

    /** A step had no effect. */
    public StepFailed failed(int step, int attempt) {
        return new StepFailed(target, change, order, direction, step, attempt, "42P01", "no such table");
    }

    /** The change is applied. */
    public ChangeApplied applied() {
        return new ChangeApplied(target, change, order, digest, 1, 2000);
    }

    /** The work stops. */
    public ChangeFailed gaveUp(int step) {
        return new ChangeFailed(target, change, order, direction, step, "42P01", "no such table");
    }

    /** The change is undone. */
    public ChangeRolledBack rolledBack() {
        return new ChangeRolledBack(target, change, order, 1, 2000);
    }

    /** First attempts of both steps, forward, and the conclusion. */
    public LedgerEvent[] all() {
        return events(started(1, 1), completed(1, 1), started(2, 1), completed(2, 1), applied());
    }

    /** First attempts of both steps, back, and the conclusion. */
    public LedgerEvent[] allBack() {
        return events(started(2, 1), completed(2, 1), started(1, 1), completed(1, 1), rolledBack());
    }

    /** The first step works, the second fails, the work stops. */
    public LedgerEvent[] failingAtTwo() {
        return events(started(1, 1), completed(1, 1), started(2, 1), failed(2, 1), gaveUp(2));
    }

    private static LedgerEvent[] events(LedgerEvent... events) {
        return events;
    }
}
