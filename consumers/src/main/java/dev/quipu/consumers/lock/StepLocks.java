package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.LockDemand;
import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.dialect.LockRules;
import dev.quipu.consumers.dialect.SqlStatement;
import dev.quipu.consumers.dialect.TimeLimits;
import dev.quipu.ledger.change.Timeouts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gets one step its locks without standing in anybody's way: it waits its turn before a statement, limits and watches
 * the statement while it runs, and decides whether to try again. For one thread.
 */
public final class StepLocks {

    /** A script's own lock timeout counts up to this many times the step's. */
    private static final int OWN_WAITS = 3;

    /** Deadlocks and the like: either they pass soon, or two programs are at odds. */
    private static final int TRIES = 10;

    private final LockRules rules;
    private final Connection control;
    private final Connection scripts;
    private final StepLimits limits;
    private final LockLadder ladder;
    private final Budget budget;
    private final Pause pause;
    private final LockTurn turn;
    private final WaitListener listener;
    private final Orders orders;
    private final RandomGenerator random;
    private final String session;
    private final Set<String> ours;

    private int failed;
    private int conflicts;
    private Duration statementLimit = Duration.ZERO;
    private @Nullable Duration longestWait;
    private List<LockHolder> blockers = List.of();

    /**
     * Begins a step.
     *
     * @param control the connection for bookkeeping, in autocommit mode
     * @param scripts the connection that the step runs on
     * @param budget the time that the step may lose to locks
     * @param random for the length of pauses
     */
    public StepLocks(
            LockRules rules,
            Connection control,
            Connection scripts,
            Timeouts timeouts,
            Budget budget,
            WaitListener listener,
            Orders orders,
            RandomGenerator random)
            throws SQLException {
        this.rules = rules;
        this.control = control;
        this.scripts = scripts;
        this.limits = StepLimits.of(timeouts);
        this.ladder = new LockLadder(limits.lockWait());
        this.budget = budget;
        this.pause = new Pause(orders);
        this.session = rules.session(scripts);
        this.ours = Set.of(session, rules.session(control));
        this.turn = new LockTurn(control, ours, pause, budget, listener);
        this.listener = listener;
        this.orders = orders;
        this.random = random;
    }

    /**
     * Waits until no long transaction holds what the statements are going to lock; no transaction must be open.
     *
     * @throws StepRefused if the time is over or the step is aborted
     * @throws StepDeferred if it is to go on later
     */
    public void awaitTurn(List<SqlStatement> statements) throws SQLException, InterruptedException {
        LockDemand demand = rules.demandOf(statements);
        pause.heedOrders();
        turn.await(demand);
    }

    /** A look at who holds what the statements are going to lock. */
    public LockLook look(List<SqlStatement> statements) {
        return new LockLook(rules.demandOf(statements), ours, turn);
    }

    /**
     * Limits what follows in the open transaction.
     *
     * @throws StepRefused if the database doesn't go by the limits
     */
    public void limitTransaction() throws SQLException {
        TimeLimits now = limitsOfThisTry();
        rules.limitTransaction(scripts, now);
        requireInEffect(now);
    }

    /** What limits a transaction that begins with it, or null if {@link #limitTransaction} has to. */
    public @Nullable Call limits() {
        return rules.limiting(limitsOfThisTry());
    }

    /**
     * Reads what {@link #limits} was answered.
     *
     * @throws StepRefused if the database doesn't go by the limits
     */
    public void requireLimits(Answer answer) throws StepRefused {
        requireNone(rules.deviations(answer, limitsOfThisTry()));
    }

    private TimeLimits limitsOfThisTry() {
        statementLimit = limits.statement();
        longestWait = limits.lockWait().multipliedBy(OWN_WAITS);
        return limits.in(ladder.rung(failed));
    }

    /**
     * Limits a statement that runs outside a transaction.
     *
     * @throws StepRefused if the database doesn't go by the limits
     */
    public void limitStatement(SqlStatement statement) throws SQLException {
        TimeLimits now = rules.isPatient(statement) ? limitsOfAPatientTry() : limitsOfThisTry();
        rules.limitSession(scripts, now);
        requireInEffect(now);
    }

    private TimeLimits limitsOfAPatientTry() {
        statementLimit = limits.patient().statement();
        longestWait = null;
        return limits.patient();
    }

    private void requireInEffect(TimeLimits asked) throws SQLException {
        requireNone(rules.deviations(scripts, asked));
    }

    private static void requireNone(List<String> deviations) throws StepRefused {
        if (!deviations.isEmpty()) {
            throw StepRefused.noLimits(
                    "the time limits of the step are not in effect: %s. Connect the agent to the database itself, not through a pooler that shares sessions"
                            .formatted(String.join(", ", deviations)));
        }
    }

    /** What is watched while it runs on the connection for scripts. */
    @FunctionalInterface
    public interface Statements {
        /** Runs it. */
        void run() throws SQLException;
    }

    /**
     * Runs statements under watch; the connection for bookkeeping is not to be used meanwhile.
     *
     * @throws WaitedTooLong if they had to be broken off
     * @throws StepRefused if an operator has aborted the step
     */
    public void watched(Statements statements) throws SQLException {
        StatementWatch watch = new StatementWatch(rules, control, session, longestWait, listener, orders);
        try {
            statements.run();
        } catch (SQLException e) {
            watch.close();
            blockers = watch.lastSeen();
            throw watch.explained(e);
        } finally {
            watch.close();
        }
    }

    /** Whether the error is not the database's, but says that statements were not run, or broken off. */
    public static boolean isOurs(SQLException e) {
        return e instanceof StepRefused || e instanceof StepDeferred || e instanceof WaitedTooLong;
    }

    /** A part of the step is done for good. */
    public void progress() {
        budget.progress();
        failed = 0;
        conflicts = 0;
    }

    /** Whether it was a lock that kept a statement from having any effect. */
    public boolean isLockTimeout(SQLException e) {
        return e instanceof WaitedTooLong || rules.isLockTimeout(e);
    }

    /**
     * Pauses before the next try.
     *
     * @param message what the database said
     * @throws StepRefused if there is to be none
     * @throws StepDeferred if it is to be made later
     */
    public void pauseAfterLockTimeout(String message) throws StepRefused, StepDeferred, InterruptedException {
        budget.obstacle();
        if (budget.isSpent()) {
            throw StepRefused.noLock("%s; gave up after %s and %d tries%s"
                    .formatted(message, Durations.brief(budget.used()), failed + 1, inTheWay()));
        }
        Duration most = ladder.rung(failed++).pause();
        pause.sleep(jittered(most.compareTo(budget.left()) < 0 ? most : budget.left()));
    }

    private String inTheWay() {
        List<LockHolder> holders = blockers.isEmpty() ? turn.lastSeen() : blockers;
        return holders.isEmpty() ? "" : "; in the way: " + Blockers.describe(holders);
    }

    /** What else there is to say of an error of this SQLSTATE; empty if nothing. */
    public String hint(String sqlState) {
        return rules.isBrokenOff(sqlState) && !statementLimit.isZero()
                ? " (the step's statement-timeout is %s)".formatted(Durations.brief(statementLimit))
                : "";
    }

    /** Whether to try again after a deadlock or another conflict that is no lock timeout. */
    public boolean mayRetryConflict() {
        return conflicts < TRIES - 1;
    }

    /**
     * Pauses before the next try after such a conflict.
     *
     * @throws StepRefused if there is to be none
     * @throws StepDeferred if it is to be made later
     */
    public void pauseAfterConflict() throws StepRefused, StepDeferred, InterruptedException {
        conflicts++;
        pause.sleep(jittered(ladder.rung(conflicts).pause()));
    }

    private Duration jittered(Duration most) {
        long millis = Math.max(1, most.toMillis());
        return Duration.ofMillis(millis / 2 + random.nextLong(millis - millis / 2 + 1));
    }
}
