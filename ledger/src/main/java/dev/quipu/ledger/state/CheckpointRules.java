package dev.quipu.ledger.state;

import dev.quipu.ledger.event.CheckpointSigned;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.PublicKey;

/** Rules of checkpoints. */
final class CheckpointRules {

    private CheckpointRules() {}

    static Ruling apply(LedgerState state, Stamp stamp, CheckpointSigned event, Evidence evidence) {
        Digest root = evidence.root();
        CheckpointState before = state.checkpoint();
        if (!state.authority().isFounded()) {
            return Ruling.notAllowed(
                    "a ledger without identities has no notary", "Enrol a first key: quipu key enroll");
        }
        if (before != null && event.size() < before.size()) {
            return Ruling.notAllowed(
                    "a checkpoint of %d entries comes after one of %d".formatted(event.size(), before.size()),
                    "Nothing: the newer one stands.");
        }
        if (root == null) {
            return Ruling.notAllowed(
                    "a checkpoint of %d entries came too late, or too early".formatted(event.size()),
                    "Sign the newest entries again.");
        }
        if (!root.equals(event.root())) {
            return dispute(state, stamp, event, root, evidence.signature());
        }
        return evidence.flaw() == null
                ? new Ruling.Legal(state.with(new CheckpointState(event.size(), event.root(), event.note(), stamp)))
                : Ruling.invalid(
                        "the note of a checkpoint of %d entries is none: %s".formatted(event.size(), evidence.flaw()),
                        "Find out what wrote it: a notary signs just the size and the root that the entry names.");
    }

    private static Ruling dispute(
            LedgerState state, Stamp stamp, CheckpointSigned event, Digest root, Signature signature) {
        Refusal reason = new Refusal.Invalid(
                "the log's first %d entries have the root %s, and the checkpoint says %s"
                        .formatted(event.size(), root.brief(), event.root().brief()),
                "The notary saw another log: compare its records with these before anything else.");
        return signature instanceof Signature.By(PublicKey key)
                ? new Ruling.Disputed(
                        state.with(state.authority().with(new Dispute(key, event.size(), event.root(), root, stamp))),
                        reason)
                : new Ruling.Illegal(reason);
    }
}
