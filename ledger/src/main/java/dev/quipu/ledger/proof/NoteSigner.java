package dev.quipu.ledger.proof;

import dev.quipu.ledger.key.Signer;
import java.nio.charset.StandardCharsets;

/**
 * Signs notes under a name.
 *
 * @param name of the key in notes: a URL without schema, by custom
 */
public record NoteSigner(String name, Signer signer) {

    /** @throws IllegalArgumentException if no key may have this name */
    public NoteSigner {
        if (!NoteText.isName(name)) {
            throw new IllegalArgumentException("'%s' can't name a key: no spaces, no plus".formatted(name));
        }
    }

    /** The key to verify with. */
    public NoteVerifierKey key() {
        return new NoteVerifierKey(name, SignatureType.ED25519, signer.publicKey());
    }

    /** A signature of a note's text. */
    NoteSignature sign(String text) {
        return NoteSignature.of(key(), signer.sign(text.getBytes(StandardCharsets.UTF_8)));
    }
}
