package dev.quipu.schemas.registry;

import org.jspecify.annotations.Nullable;

/** A registry didn't do what it was asked for. The message says what is wrong; there is always a next step. */
public abstract sealed class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String nextStep;

    private RegistryException(String message, String nextStep, @Nullable Throwable cause) {
        super(message, cause);
        this.nextStep = nextStep;
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }

    /** No instance answers as a schema registry does. */
    public static final class Unreachable extends RegistryException {
        private static final long serialVersionUID = 1;

        Unreachable(String message, @Nullable Throwable cause) {
            super(message, "Check that the registry runs and that registry.url is right, then try again.", cause);
        }
    }

    /** It wants other credentials, or none like these. */
    public static final class Unauthorised extends RegistryException {
        private static final long serialVersionUID = 1;

        Unauthorised(String message, @Nullable Throwable cause) {
            super(
                    message,
                    "Check registry.user with its password, or the token, and what they may do on the registry.",
                    cause);
        }
    }

    /** It answers, and the answer is no. */
    public static final class Refused extends RegistryException {
        private static final long serialVersionUID = 1;

        private final int code;

        Refused(int code, String message) {
            super(message, nextStep(code), null);
            this.code = code;
        }

        private static String nextStep(int code) {
            return switch (code) {
                case 404, 405 ->
                    "Check the path in registry.url: Confluent's has none, Apicurio's is /apis/ccompat/v7.";
                case 409 -> "Compare the subject's versions with this build's schemas: who else writes to it?";
                default -> "Look up error code %d in the registry's documentation.".formatted(code);
            };
        }

        /** The registry's error code (such as 40401), or the HTTP status if it gives none. */
        public int code() {
            return code;
        }
    }
}
