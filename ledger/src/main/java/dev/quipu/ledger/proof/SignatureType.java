package dev.quipu.ledger.proof;

import java.util.Arrays;
import java.util.Optional;

/** How a key signs notes; the same key that signs in two ways counts as two keys. */
public enum SignatureType {
    /** Signs the text (C2SP signed-note, type 01). */
    ED25519(1),
    /** Signs a time and the text: a witness saw the checkpoint then (C2SP tlog-cosignature v1, type 04). */
    COSIGNATURE(4);

    private final byte code;

    SignatureType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static Optional<SignatureType> of(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
