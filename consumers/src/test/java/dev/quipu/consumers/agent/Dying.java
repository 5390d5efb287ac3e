package dev.quipu.consumers.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends an agent's work at one crash point, as if its process had lost its connections there. Thread-safe. */
final class Dying implements CrashPoints {

    private final CrashPoint where;
    private final CountDownLatch passings;

    /** @param passing the how-manieth passing is the last, counted from 1 */
    Dying(CrashPoint where, int passing) {
        this.where = where;
        this.passings = new CountDownLatch(passing);
    }

    @Override
    public void passed(CrashPoint point) {
        if (point == where) {
            passings.countDown();
            if (passings.getCount() == 0) {
                throw new Death();
            }
        }
    }

    boolean isDead() {
        return passings.getCount() == 0;
    }

    void await() {
        try {
            if (!passings.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still alive: " + where);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing that an agent would go on after. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death() {
            super("as the test wants it", null, false, false);
        }
    }
}
