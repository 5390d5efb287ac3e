package dev.quipu.shell.session;

import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.shell.cli.output.Progress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for something to become true in the ledger, and says what it is waiting for when nothing moves: the ledger
 * itself, if no broker answers.
 */
public final class LedgerWait {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final Progress progress;
    private final String title;
    private final String unreachable;
    private long heard = System.nanoTime();
    private String said = "";

    /**
     * @param title the phase of {@code progress}, said again when things move on
     * @param unreachable said while no broker answers
     */
    public LedgerWait(Ledger ledger, Progress progress, String title, String unreachable) {
        this.ledger = ledger;
        this.progress = progress;
        this.title = title;
        this.unreachable = unreachable;
    }

    /**
     * The first state in which {@code done} holds.
     *
     * @param summary how far it is, drawn again and again
     * @param waitingFor what it waits for, said when nothing has moved for a while
     */
    public LedgerState until(
            Predicate<LedgerState> done,
            Function<LedgerState, String> summary,
            Function<LedgerState, String> waitingFor)
            throws InterruptedException {
        LedgerState state = ledger.state();
        while (!done.test(state)) {
            progress.update(summary.apply(state));
            LedgerState next = ledger.awaitMoreThan(state.entries(), TICK);
            if (next.entries() > state.entries()) {
                moved();
            } else if (System.nanoTime() - heard > QUIET.toNanos()) {
                explain(() -> waitingFor.apply(next));
            }
            state = next;
        }
        return state;
    }

    private void moved() {
        heard = System.nanoTime();
        if (!said.isEmpty()) {
            progress.phase(title);
            said = "";
        }
    }

    /** Looking takes time and connections, so it happens once per quiet spell and not at every tick. */
    private void explain(Supplier<String> waitingFor) {
        heard = System.nanoTime();
        String text = ledger.isReachable(PROBE) ? waitingFor.get() : unreachable;
        if (!text.equals(said)) {
            progress.phase(text);
            said = text;
        }
    }
}
