package dev.quipu.consumers.dialect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of another session that holds a lock, or is waited for in another way.
 *
 * @param session the session's id in the database
 * @param user whose session it is; empty if that is not known
 * @param application the name that the session goes by; empty if it has none
 * @param transaction tells this transaction of the session from its others
 * @param age of the transaction, or null if the agent may not know
 * @param state as the database words it, such as {@code idle in transaction}; empty if the agent may not know
 * @param what is locked, in words, such as {@code table orders}
 */
public record LockHolder(
        String session,
        String user,
        String application,
        String transaction,
        @Nullable Duration age,
        String state,
        String what) {}
