package dev.quipu.ledger.key;

import dev.quipu.ledger.event.Actor;
import org.jspecify.annotations.Nullable;

/** The keys that a process signs with. Thread-safe. */
@FunctionalInterface
public interface Keyring {

    /** No keys: what is written is not signed. */
    Keyring EMPTY = actor -> null;

    /** Who signs for {@code actor}, or null if nobody here does. */
    @Nullable
    Signer signer(Actor actor);
}
