package dev.quipu.shell.rollout;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.shell.cli.output.Progress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Waits for something to become true in the ledger, and says what it is waiting for when nothing moves: the ledger
 * itself, if no broker answers.
 */
final class LedgerWait {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final Progress progress;
    private long heard = System.nanoTime();
    private String said = "";

    LedgerWait(Ledger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    /**
     * The first state in which {@code done} holds.
     *
     * @param summary how far it is, drawn again and again
     * @param waitingFor what it waits for, said when nothing has moved for a while
     */
    LedgerState until(
            Predicate<LedgerState> done,
            Function<LedgerState, String> summary,
            Function<LedgerState, String> waitingFor)
            throws InterruptedException {
        LedgerState state = ledger.state();
        while (!done.test(state)) {
            progress.update(summary.apply(state));
            LedgerState next = ledger.awaitMoreThan(state.entries(), TICK);
            if (next.entries() > state.entries()) {
                heard = System.nanoTime();
                said = "";
            } else if (System.nanoTime() - heard > QUIET.toNanos()) {
                explain(waitingFor.apply(next));
            }
            state = next;
        }
        return state;
    }

    private void explain(String waitingFor) {
        String text = ledger.isReachable(PROBE) ? waitingFor : "waiting for the ledger: no broker answers";
        if (!text.equals(said)) {
            progress.phase(text);
            said = text;
        }
    }
}
