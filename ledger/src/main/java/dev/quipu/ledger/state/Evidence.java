package dev.quipu.ledger.state;

import dev.quipu.ledger.event.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a reader found out about a record beside what it says.
 *
 * @param root of a checkpoint: the root that the log has at the size it names, or null if that is too far back or yet
 *     to come
 * @param flaw of a checkpoint: why its note is not what its signer should have signed, or null
 */
public record Evidence(
        Signature signature,
        @Nullable Digest root,
        @Nullable String flaw) {

    /** Of a record that nobody signed. */
    public static final Evidence NONE = new Evidence(Signature.MISSING, null);

    /** Evidence without a flaw. */
    public Evidence(Signature signature, @Nullable Digest root) {
        this(signature, root, null);
    }
}
