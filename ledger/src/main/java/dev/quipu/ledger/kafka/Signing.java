package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.key.EntrySignature;
import dev.quipu.ledger.key.KeyException;
import dev.quipu.ledger.key.Keyring;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.key.SigningException;
import dev.quipu.ledger.state.Evidence;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Signature;
import org.jspecify.annotations.Nullable;

/** How a process signs what it writes. Thread-safe. */
record Signing(Keyring keyring) {

    /**
     * The signature's header for these bytes of {@code entry}, or null in a ledger without identities if there is no
     * key.
     *
     * @throws LedgerException.Denied if the ledger takes signed entries only and there is no key that signs
     */
    byte @Nullable [] sign(LedgerState state, Entry entry, byte[] bytes) {
        Signer signer = signer(entry.actor());
        if (signer == null && state.authority().isFounded()) {
            throw new LedgerException.Denied(
                    "the ledger takes signed entries, and there is no key of %s here".formatted(entry.actor()),
                    "Make one (quipu login <id>), and let an admin enrol it (quipu key enroll).",
                    null);
        }
        try {
            return signer == null ? null : EntrySignature.sign(signer, state.id(), bytes);
        } catch (SigningException e) {
            throw denied(entry.actor(), e);
        }
    }

    /** What readers are going to find about an entry of {@code actor} that is signed here. */
    Evidence evidence(Actor actor) {
        Signer signer = signer(actor);
        return signer == null ? Evidence.NONE : new Evidence(new Signature.By(signer.publicKey()), null);
    }

    /** The signer of {@code actor}, or null. */
    @Nullable
    Signer signer(Actor actor) {
        try {
            return keyring.signer(actor);
        } catch (KeyException e) {
            throw new LedgerException.Denied(String.valueOf(e.getMessage()), e.nextStep(), e);
        } catch (SigningException e) {
            throw denied(actor, e);
        }
    }

    private static LedgerException.Denied denied(Actor actor, SigningException cause) {
        return new LedgerException.Denied(
                "%s can't sign: %s".formatted(actor, cause.getMessage()), "Mend that, then repeat the command.", cause);
    }
}
