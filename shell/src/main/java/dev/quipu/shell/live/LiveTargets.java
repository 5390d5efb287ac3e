package dev.quipu.shell.live;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.telemetry.LiveTarget;
import dev.quipu.ledger.telemetry.topic.TelemetryReader;
import dev.quipu.shell.session.LedgerAccess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What agents tell of their targets right now. It is asked only while something runs, waits a second at most, and knows
 * nothing where there are no reports: every command works without.
 */
@Component
public class LiveTargets implements DisposableBean {

    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private final LedgerAccess access;
    private @Nullable KafkaSettings settings;
    private @Nullable TelemetryReader reader;

    LiveTargets(LedgerAccess access) {
        this.access = access;
    }

    /** What was heard in the last minute, by target. */
    public Map<TargetId, LiveTarget> of(LedgerState state) {
        return state.targets().values().stream().anyMatch(target -> isBusy(state, target))
                ? reader().newest(AT_MOST)
                : Map.of();
    }

    /** Why nothing is heard, as a clause without a full stop; empty if that is for no reason known here. */
    public Optional<String> problem() {
        return reader == null ? Optional.empty() : reader.problem();
    }

    private static boolean isBusy(LedgerState state, TargetState target) {
        return target.isActive()
                && (target.work() != null || Assignments.next(state, target) instanceof Assignment.Begin);
    }

    /** The local node may be at another port by now. */
    private TelemetryReader reader() {
        KafkaSettings now = access.settings();
        TelemetryReader open = reader;
        if (open == null || !now.equals(settings)) {
            destroy();
            open = new TelemetryReader(now);
            reader = open;
            settings = now;
        }
        return open;
    }

    @Override
    public void destroy() {
        TelemetryReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
