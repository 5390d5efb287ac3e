package dev.quipu.schemas.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a client says who it is. Secrets are read for each request, so that a changed one is picked up. */
public sealed interface Authentication {

    /** The value of the {@code Authorization} header, or null for none. */
    @Nullable
    String header();

    /** It doesn't. */
    record None() implements Authentication {
        @Override
        public @Nullable String header() {
            return null;
        }
    }

    /** User and password (RFC 7617). */
    record Basic(String user, Supplier<String> password) implements Authentication {

        /** @throws IllegalArgumentException if {@code user} has a colon, which RFC 7617 forbids */
        public Basic {
            if (user.contains(":")) {
                throw new IllegalArgumentException("the user of a schema registry can't have a colon");
            }
        }

        @Override
        public String header() {
            byte[] credentials = (user + ":" + password.get()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(credentials);
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Basic[" + user + "]";
        }
    }

    /** A token (RFC 6750). */
    record Bearer(Supplier<String> token) implements Authentication {
        @Override
        public String header() {
            return "Bearer " + token.get();
        }

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }
}
