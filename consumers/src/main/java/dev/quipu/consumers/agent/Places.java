package dev.quipu.consumers.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Places for sessions: how many may be open at once. First come, first served. A place whose holder has nothing to do
 * is called back when somebody else waits, and one whose holder takes long to connect is given to somebody else
 * meanwhile: a database that doesn't answer keeps nobody waiting. Thread-safe.
 */
final class Places {

    private final int cap;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> queue = new ArrayDeque<>();
    private final SequencedSet<Place> connecting = new LinkedHashSet<>();
    private final SequencedSet<Place> resting = new LinkedHashSet<>();
    private int taken;
    private int calledBack;

    /** @throws IllegalArgumentException if {@code cap} is not positive */
    Places(int cap) {
        if (cap < 1) {
            throw new IllegalArgumentException(
                    "an agent needs at least one session, and %d are allowed".formatted(cap));
        }
        this.cap = cap;
    }

    int cap() {
        return cap;
    }

    /** How many are taken. */
    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a place.
     *
     * @param holder is woken when the place is called back
     * @param connectWithin for how long nobody else gets the place although its holder is not connected
     */
    Place take(WakeUp holder, Duration connectWithin) throws InterruptedException {
        lock.lockInterruptibly();
        Condition turn = lock.newCondition();
        try {
            queue.addLast(turn);
            callBack();
            while (!turn.equals(queue.peekFirst()) || !hasRoom()) {
                turn.await(nanosToWait(turn), TimeUnit.NANOSECONDS);
            }
            Place place = new Place(holder, System.nanoTime() + connectWithin.toNanos());
            taken++;
            connecting.add(place);
            return place;
        } finally {
            queue.remove(turn);
            wakeFirst();
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        while (taken >= cap && !connecting.isEmpty() && timeLeft() <= 0) {
            connecting.remove(nextOverdue());
            taken--;
        }
        return taken < cap;
    }

    /** Only the first in the queue waits for somebody who connects to run out of time. */
    private long nanosToWait(Condition turn) {
        return turn.equals(queue.peekFirst()) && !connecting.isEmpty() ? Math.max(timeLeft(), 1) : Long.MAX_VALUE;
    }

    private long timeLeft() {
        return nextOverdue().connectUntil - System.nanoTime();
    }

    private Place nextOverdue() {
        return connecting.stream()
                .reduce((one, other) -> one.connectUntil - other.connectUntil <= 0 ? one : other)
                .orElseThrow();
    }

    private void callBack() {
        while (!resting.isEmpty() && queue.size() > cap - taken + calledBack) {
            Place place = resting.removeFirst();
            place.calledBack = true;
            calledBack++;
            place.holder.ring();
        }
    }

    private void wakeFirst() {
        Condition first = queue.peekFirst();
        if (first != null) {
            first.signal();
        }
    }

    /** One session may be open. To be given back by closing. */
    final class Place implements AutoCloseable {

        private final WakeUp holder;
        private final long connectUntil;
        private boolean calledBack;
        private boolean connected;
        private boolean closed;

        private Place(WakeUp holder, long connectUntil) {
            this.holder = holder;
            this.connectUntil = connectUntil;
        }

        /** Whether the holder, which is connected now, still has the place, or gets another one at once. */
        boolean connected() {
            lock.lock();
            try {
                if (!connecting.remove(this)) {
                    if (taken >= cap || !queue.isEmpty()) {
                        return false;
                    }
                    taken++;
                }
                connected = true;
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** Whether somebody waits for a place. */
        boolean isWanted() {
            lock.lock();
            try {
                return !queue.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        /** The holder has nothing to do. False if somebody else wants the place, and it is to be closed. */
        boolean rest() {
            lock.lock();
            try {
                return queue.isEmpty() && resting.add(this);
            } finally {
                lock.unlock();
            }
        }

        /** The holder has rested. False if the place was called back, and is to be closed. */
        boolean resume() {
            lock.lock();
            try {
                return resting.remove(this);
            } finally {
                lock.unlock();
            }
        }

        /** Gives it back; does nothing the second time. */
        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    giveBack();
                    wakeFirst();
                }
            } finally {
                lock.unlock();
            }
        }

        private void giveBack() {
            resting.remove(this);
            if (connecting.remove(this) || connected) {
                taken--;
            }
            if (calledBack) {
                Places.this.calledBack--;
            }
        }
    }
}
