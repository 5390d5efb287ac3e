package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.LockDemand;
import dev.quipu.consumers.dialect.LockHolder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until no long transaction holds what a step is going to lock, by looking again and again. Meanwhile nothing of
 * ours stands in the lock queue, so nobody waits behind us. Short transactions are not waited for: they end while the
 * first try waits. For one thread.
 */
final class LockTurn {

    private static final Logger LOG = LoggerFactory.getLogger(LockTurn.class);
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private final Connection control;
    private final Set<String> ours;
    private final Pause pause;
    private final Budget budget;
    private final WaitListener listener;
    private Map<String, Long> seen = new HashMap<>();
    private List<LockHolder> last = List.of();

    LockTurn(Connection control, Set<String> ours, Pause pause, Budget budget, WaitListener listener) {
        this.control = control;
        this.ours = ours;
        this.pause = pause;
        this.budget = budget;
        this.listener = listener;
    }

    /** Whoever held the locks when it was looked at last. */
    List<LockHolder> lastSeen() {
        return last;
    }

    /**
     * Waits.
     *
     * @throws StepRefused if the time is over or the step is aborted
     * @throws StepDeferred if it is paused, or somebody else could use the session
     */
    void await(LockDemand demand) throws SQLException, InterruptedException {
        List<LockHolder> holders = longHolders(demand);
        if (holders.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        budget.obstacle();
        try {
            Duration next = FIRST_LOOK;
            while (!holders.isEmpty()) {
                listener.waiting(holders.getFirst().what(), holders);
                requireTime(holders);
                pause.sleep(next);
                next = next.multipliedBy(2).compareTo(LOOKS) < 0 ? next.multipliedBy(2) : LOOKS;
                holders = longHolders(demand);
            }
        } finally {
            listener.over(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** Whether there is nothing to wait for. */
    boolean hasCome(LockDemand demand) throws SQLException {
        return longHolders(demand).isEmpty();
    }

    private void requireTime(List<LockHolder> holders) throws StepRefused {
        if (budget.isSpent()) {
            throw StepRefused.noLock("no lock on %s: waited %s for %s"
                    .formatted(holders.getFirst().what(), Durations.brief(budget.used()), Blockers.describe(holders)));
        }
    }

    /** The oldest first. */
    private List<LockHolder> longHolders(LockDemand demand) throws SQLException {
        last = look(demand);
        Map<String, Long> now = new HashMap<>();
        for (LockHolder holder : last) {
            String key = holder.session() + " " + holder.transaction();
            now.put(key, seen.getOrDefault(key, System.nanoTime()));
        }
        seen = now;
        return last.stream()
                .filter(holder -> age(holder).compareTo(LONG) >= 0)
                .sorted(Comparator.comparing(this::age).reversed())
                .toList();
    }

    /** Without the right to see other users' sessions, a transaction is as old as our knowledge of it. */
    private Duration age(LockHolder holder) {
        Duration age = holder.age();
        Long first = seen.get(holder.session() + " " + holder.transaction());
        if (age != null || first == null) {
            return age == null ? Duration.ZERO : age;
        }
        return Duration.ofNanos(System.nanoTime() - first);
    }

    /** A name that the server can't read is no reason not to run the script. */
    private List<LockHolder> look(LockDemand demand) throws SQLException {
        try {
            return demand.holders(control, ours);
        } catch (SQLException e) {
            if (!control.isValid(5)) {
                throw e;
            }
            LOG.debug("can't see who holds the locks", e);
            return List.of();
        }
    }
}
