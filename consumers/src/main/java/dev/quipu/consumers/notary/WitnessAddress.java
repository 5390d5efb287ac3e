package dev.quipu.consumers.notary;

import dev.quipu.ledger.proof.NoteException;
import dev.quipu.ledger.proof.NoteVerifierKey;
import dev.quipu.ledger.proof.SignatureType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * A witness that is asked to sign.
 *
 * @param prefix what the names of its calls are put behind, without a slash at its end
 * @param key its cosignatures are verified with
 */
public record WitnessAddress(URI prefix, NoteVerifierKey key) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** @throws IllegalArgumentException if this can't be a witness's */
    public WitnessAddress {
        String scheme = prefix.getScheme();
        if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) || prefix.getHost() == null) {
            throw new IllegalArgumentException("'%s' is no http or https URL with a host".formatted(prefix));
        }
        if (prefix.getUserInfo() != null || prefix.getQuery() != null || prefix.getFragment() != null) {
            throw new IllegalArgumentException("a witness's URL has no user, query or fragment: " + prefix.getHost());
        }
        if (key.type() != SignatureType.COSIGNATURE) {
            throw new IllegalArgumentException("'%s' is the key of a log, not of a witness".formatted(key));
        }
    }

    /**
     * Reads {@code URL=vkey}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static WitnessAddress parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "'%s' is no witness: write https://witness.example=name+id+base64".formatted(text));
        }
        try {
            String url = text.substring(0, equals);
            URI prefix = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            return new WitnessAddress(prefix, NoteVerifierKey.parse(text.substring(equals + 1)));
        } catch (URISyntaxException | NoteException e) {
            throw new IllegalArgumentException("%s: %s".formatted(text, e.getMessage()), e);
        }
    }

    /** Where checkpoints are sent. */
    URI addCheckpoint() {
        return URI.create(prefix + "/add-checkpoint");
    }

    @Override
    public String toString() {
        return "%s at %s".formatted(key.name(), prefix);
    }
}
