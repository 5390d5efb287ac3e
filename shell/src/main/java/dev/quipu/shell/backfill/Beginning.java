package dev.quipu.shell.backfill;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.shell.target.TargetRange;
import java.time.Duration;
import java.util.Map;

/** Waits a moment for backfills whose rollout was started just now: a script is faster than the agents. */
final class Beginning {

    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private Beginning() {}

    /** The newest state, once those of {@code range} that are about to begin have, or the moment is over. */
    static LedgerState await(Ledger ledger, TargetRange range) throws InterruptedException {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        LedgerState state = ledger.state();
        long left = AT_MOST.toNanos();
        while (left > 0 && isAwaited(state, range)) {
            state = ledger.awaitMoreThan(state.entries(), Duration.ofNanos(left));
            left = deadline - System.nanoTime();
        }
        return state;
    }

    private static boolean isAwaited(LedgerState state, TargetRange range) {
        return Watched.in(state, range).stream().anyMatch(one -> {
            TargetState target = state.target(one.target());
            return target != null && Backfill.of(state, target, Map.of()).isEmpty();
        });
    }
}
