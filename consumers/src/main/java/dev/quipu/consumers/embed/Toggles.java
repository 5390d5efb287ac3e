package dev.quipu.consumers.embed;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The toggles of a target, each call as of the newest entry that this process has seen. Never waits and never fails.
 * Thread-safe.
 */
public final class Toggles {

    private static final int BUCKETS = 100;

    private final TargetId target;
    private final Supplier<LedgerState> state;

    /** @param state the newest that is known */
    public Toggles(TargetId target, Supplier<LedgerState> state) {
        this.target = target;
        this.state = state;
    }

    /** Whether a toggle is on for everybody; a toggle that nobody has set is off. */
    public boolean isOn(String name) {
        return percentage(name).orElse(0) == BUCKETS;
    }

    /**
     * Whether a toggle is on for one subject. Who has it on at some percentage has it on at each higher one, in every
     * process; other toggles pick other subjects.
     *
     * @param key says who the subject is, such as an account's id; it is not kept
     */
    public boolean isOn(String name, String key) {
        return bucket(name, key) < percentage(name).orElse(0);
    }

    /** For how many of a hundred subjects it is on, or empty if nobody has set it. */
    public OptionalInt percentage(String name) {
        TargetState known = state.get().target(target);
        TargetState.Toggle toggle = known == null ? null : known.toggles().get(name);
        return toggle == null ? OptionalInt.empty() : OptionalInt.of(toggle.percentage());
    }

    /**
     * From 0 to 99: the first four bytes of the SHA-256 of name, a zero byte and key in UTF-8, as an unsigned number,
     * modulo 100.
     */
    static int bucket(String name, String key) {
        byte[] hash = Digest.sha256().digest((name + '\0' + key).getBytes(StandardCharsets.UTF_8));
        return Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), BUCKETS);
    }
}
