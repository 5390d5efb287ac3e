package dev.quipu.consumers.dialect;

import java.util.List;

/**
 * What a session waits for.
 *
 * @param what in words, such as {@code table orders}
 * @param holders the transactions that must end first
 */
public record LockWait(String what, List<LockHolder> holders) {

    /** Copies the list. */
    public LockWait {
        holders = List.copyOf(holders);
    }
}
