package dev.quipu.consumers.agent;

import dev.quipu.consumers.backfill.Checkpoint;
import dev.quipu.consumers.backfill.Rate;
import dev.quipu.consumers.backfill.Verdict.Exceeded;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.ledger.telemetry.TargetReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how a backfill gets on: all the while on telemetry, and the metrics. For one thread. */
final class BackfillReports {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillReports.class);

    private final AgentContext context;
    private final TargetId target;
    private final StepRun run;
    private final long estimatedRows;
    private final Clock clock = Clock.systemUTC();
    private final Rate rate = new Rate();

    BackfillReports(AgentContext context, TargetId target, StepRun run, long estimatedRows) {
        this.context = context;
        this.target = target;
        this.run = run;
        this.estimatedRows = estimatedRows;
    }

    void working(Checkpoint checkpoint) {
        rate.observe(System.nanoTime(), checkpoint.scanned());
        long all = Math.max(estimatedRows, checkpoint.scanned());
        Duration remaining = estimatedRows == 0 ? null : rate.remaining(all - checkpoint.scanned());
        publish(new Activity.Backfilling(
                checkpoint.scanned(),
                estimatedRows == 0 ? 0 : all,
                rate.perSecond(),
                remaining,
                checkpoint.batchSize(),
                checkpoint.quarantined()));
    }

    void changed(long rows) {
        context.metrics().rowsBackfilled(target, rows);
    }

    /** It is held, and was not before. */
    Instant held(Exceeded exceeded) {
        LOG.info("{} step {} is held on {}: {}", run.task().change(), run.number(), target, exceeded.text());
        return clock.instant();
    }

    void holding(Exceeded exceeded, Instant since) {
        publish(new Activity.Held(exceeded.signal(), exceeded.value(), exceeded.limit(), since));
    }

    void released(Exceeded exceeded, Duration held) {
        context.metrics().held(exceeded.signal(), held);
    }

    void quarantined(Failure failure) {
        LOG.warn(
                "{} step {} on {}: a row failed and is set aside: {} ({})",
                run.task().change(),
                run.number(),
                target,
                failure.message(),
                failure.code());
    }

    private void publish(Activity activity) {
        context.telemetry()
                .publish(new TargetReport(target, run.task().change(), run.number(), clock.instant(), activity));
    }
}
