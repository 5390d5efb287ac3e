package dev.quipu.consumers.metrics;

import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import java.time.Duration;

/** Nobody wants to know. */
record NoMetrics() implements AgentMetrics {

    @Override
    public void stepEnded(String kind, StepOutcome outcome, Duration duration) {}

    @Override
    public void changeEnded(ServiceName service, ChangeOutcome outcome) {}

    @Override
    public void rowsBackfilled(TargetId target, long rows) {}

    @Override
    public void held(String signal, Duration duration) {}

    @Override
    public void lockWait(Duration duration) {}

    @Override
    public void watch(AgentReadings readings) {}
}
