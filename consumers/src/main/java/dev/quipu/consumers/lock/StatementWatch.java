package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.consumers.dialect.LockRules;
import dev.quipu.consumers.dialect.LockWait;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a session from another one while it runs a statement: tells what it waits for and who is in the way, and
 * breaks the statement off when it waits too long or an operator aborts the step. Until it is closed, the connection it
 * looks through must be left to it. Its thread is never interrupted: that would close the connection.
 */
final class StatementWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatementWatch.class);
    private static final long FIRST_LOOK_MILLIS = 100;
    private static final long LOOKS_MILLIS = 1_000;
    private static final Duration LAST_LOOK_ENDS_WITHIN = Duration.ofSeconds(10);

    private final LockRules rules;
    private final Connection control;
    private final String session;
    private final @Nullable Duration longestWait;
    private final WaitListener listener;
    private final Orders orders;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Written by the watch's thread, and read when that has ended. */
    private @Nullable LockWait last;

    private @Nullable String abortedFor;
    private boolean brokenOff;
    private long waitsSince;
    private boolean waits;

    /** @param longestWait after which a statement is broken off, or null for never */
    StatementWatch(
            LockRules rules,
            Connection control,
            String session,
            @Nullable Duration longestWait,
            WaitListener listener,
            Orders orders) {
        this.rules = rules;
        this.control = control;
        this.session = session;
        this.longestWait = longestWait;
        this.listener = listener;
        this.orders = orders;
        this.thread = Thread.ofVirtual().name("quipu-lock-watch-" + session).start(this::run);
    }

    private void run() {
        long pause = FIRST_LOOK_MILLIS;
        try {
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                tryToLook();
                pause = Math.min(2 * pause, LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debug("can't look after session {} any more", session, e);
        } finally {
            waitIsOver();
        }
    }

    /** A look that fails is one that sees nobody, unless there is no connection to look through. */
    private void tryToLook() throws SQLException {
        LockWait wait = null;
        try {
            wait = rules.waitOf(control, session);
        } catch (SQLException e) {
            if (!control.isValid(5)) {
                throw e;
            }
            LOG.debug("can't see what session {} waits for", session, e);
        }
        act(wait);
    }

    private void act(@Nullable LockWait wait) throws SQLException {
        if (wait == null) {
            waitIsOver();
        } else {
            waits(wait);
        }
        String reason = orders.abort();
        boolean tooLong = wait != null && longestWait != null && waited().compareTo(longestWait) > 0;
        if (!brokenOff && (reason != null || tooLong)) {
            abortedFor = reason;
            brokenOff = true;
            rules.breakOff(control, session);
        }
    }

    private void waits(LockWait wait) {
        last = wait;
        if (!waits) {
            waits = true;
            waitsSince = System.nanoTime();
        }
        listener.waiting(wait.what(), wait.holders());
    }

    private void waitIsOver() {
        if (waits) {
            waits = false;
            listener.over(waited());
        }
    }

    private Duration waited() {
        return Duration.ofNanos(System.nanoTime() - waitsSince);
    }

    /** Who was in the way at the last look that saw somebody; to be asked after {@link #close}. */
    List<LockHolder> lastSeen() {
        return last == null ? List.of() : last.holders();
    }

    /** What a statement's error means if the watch has broken it off, and else the error; after {@link #close}. */
    SQLException explained(SQLException e) {
        if (!brokenOff) {
            return e;
        }
        return abortedFor == null
                ? new WaitedTooLong("waited too long for " + (last == null ? "a lock" : last.what()), e)
                : StepRefused.aborted(abortedFor);
    }

    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(LAST_LOOK_ENDS_WITHIN);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
