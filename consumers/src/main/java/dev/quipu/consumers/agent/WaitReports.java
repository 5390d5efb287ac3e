package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.lock.Blockers;
import dev.quipu.consumers.lock.WaitListener;
import dev.quipu.consumers.metrics.AgentMetrics;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import dev.quipu.ledger.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a step's waits: all the while on telemetry, once in the log, and their length to the metrics. */
final class WaitReports implements WaitListener {

    private static final Logger LOG = LoggerFactory.getLogger(WaitReports.class);

    private final TargetId target;
    private final StepRun run;
    private final Telemetry telemetry;
    private final AgentMetrics metrics;
    private final Clock clock;
    private @Nullable Instant since;

    WaitReports(TargetId target, StepRun run, Telemetry telemetry, AgentMetrics metrics, Clock clock) {
        this.target = target;
        this.run = run;
        this.telemetry = telemetry;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void waiting(String what, List<LockHolder> holders) {
        Instant now = clock.instant();
        if (since == null) {
            since = now;
            LOG.info(
                    "{} step {} waits on {} for {}: {}",
                    run.task().change(),
                    run.number(),
                    target,
                    what,
                    Blockers.describe(holders));
        }
        telemetry.publish(new TargetReport(
                target,
                run.task().change(),
                run.number(),
                now,
                new Activity.Waiting(what, Blockers.of(holders), since)));
    }

    @Override
    public void over(Duration waited) {
        since = null;
        telemetry.publish(
                new TargetReport(target, run.task().change(), run.number(), clock.instant(), new Activity.Idle()));
        metrics.lockWait(waited);
    }
}
