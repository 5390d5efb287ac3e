package dev.quipu.ledger.kafka;

import dev.quipu.ledger.state.Outcome;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Entries of this process whose sending failed: they may be in the log all the same, and then it is known here what
 * became of them. Thread-safe.
 */
final class InDoubt {

    /** The eldest are forgotten: an outage that lasts must not fill the memory. */
    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<UUID, Optional<Outcome>> entries = new LinkedHashMap<>();
    private volatile boolean empty = true;

    boolean isEmpty() {
        return empty;
    }

    void add(UUID id) {
        lock.lock();
        try {
            entries.putIfAbsent(id, Optional.empty());
            if (entries.size() > MOST) {
                entries.pollFirstEntry();
            }
            empty = false;
        } finally {
            lock.unlock();
        }
    }

    /** The entry came back; the first time counts, and an entry that is not in doubt is not kept. */
    void settle(UUID id, Outcome outcome) {
        if (empty) {
            return;
        }
        lock.lock();
        try {
            entries.computeIfPresent(id, (key, known) -> known.isPresent() ? known : Optional.of(outcome));
        } finally {
            lock.unlock();
        }
    }

    /** What became of an entry in doubt, or null if that isn't known. */
    @Nullable
    Outcome outcome(UUID id) {
        if (empty) {
            return null;
        }
        lock.lock();
        try {
            return entries.getOrDefault(id, Optional.empty()).orElse(null);
        } finally {
            lock.unlock();
        }
    }
}
