package dev.quipu.consumers.notary;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.key.KeyException;
import dev.quipu.ledger.key.Keyring;
import dev.quipu.ledger.key.PublicKeyText;
import dev.quipu.ledger.key.Signer;
import dev.quipu.ledger.key.SigningException;
import dev.quipu.ledger.proof.LedgerOrigin;
import dev.quipu.ledger.proof.NoteSigner;
import dev.quipu.ledger.state.Dispute;
import dev.quipu.ledger.state.KeyState;
import dev.quipu.ledger.state.LedgerState;
import java.util.UUID;

/** Whether a notary may sign in a ledger. */
sealed interface NotaryKey {

    /** It may, with this. */
    record Enrolled(UUID ledger, NoteSigner signer) implements NotaryKey {}

    /** It may not yet. */
    record Missing(String message, String nextStep) implements NotaryKey {}

    /** It has signed another log, as the ledger has it. */
    record Disputed(String message, String nextStep) implements NotaryKey {}

    /** What the state says of the notary whose key is in the keyring. */
    static NotaryKey of(LedgerState state, Keyring keyring) {
        UUID ledger = state.id();
        if (ledger == null) {
            return new Missing("the ledger is not initialised", "Run: quipu ledger init");
        }
        if (!state.authority().isFounded()) {
            return new Missing(
                    "the ledger has no identities, so it takes no checkpoints", "Enrol a first key: quipu key enroll");
        }
        try {
            Signer signer = keyring.signer(Actor.NOTARY);
            return signer == null
                    ? new Missing(
                            "there is no key of %s here".formatted(Actor.NOTARY),
                            "Make one: quipu key create %s".formatted(Actor.NOTARY))
                    : of(state, ledger, signer);
        } catch (KeyException e) {
            return new Missing(String.valueOf(e.getMessage()), e.nextStep());
        } catch (SigningException e) {
            return new Missing(String.valueOf(e.getMessage()), "Mend that; it is tried again.");
        }
    }

    private static NotaryKey of(LedgerState state, UUID ledger, Signer signer) {
        Dispute dispute = state.authority().dispute();
        if (dispute != null && dispute.key().equals(signer.publicKey())) {
            return new Disputed(
                    "this notary signed another log than the ledger's first %d records".formatted(dispute.size()),
                    "Compare its checkpoints with the log before anything else. When you know which is right, revoke"
                            + " its key (quipu key revoke) and give it another.");
        }
        KeyState known = state.authority().key(signer.publicKey());
        boolean enrolled =
                known != null && known.isActive() && known.actor().equals(Actor.NOTARY) && known.has(Role.NOTARY);
        return enrolled
                ? new Enrolled(ledger, LedgerOrigin.signer(ledger, signer))
                : new Missing(
                        "the key %s of %s may not sign checkpoints".formatted(signer.publicKey(), Actor.NOTARY),
                        "Let an admin enrol it: quipu key enroll %s --kind conductor --role notary --public-key '%s'"
                                .formatted(Actor.NOTARY, PublicKeyText.format(signer.publicKey(), Actor.NOTARY.id())));
    }
}
