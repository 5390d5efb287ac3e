package dev.quipu.consumers.trail;

import java.io.IOException;
import java.time.Duration;

/** Lines were not taken this time; some of them may have been. It is tried again, and not before some time. */
final class DeliveryException extends IOException {

    private static final long serialVersionUID = 1;

    private final Duration notBefore;

    DeliveryException(String message, Duration notBefore) {
        super(message);
        this.notBefore = notBefore;
    }

    /** How long to wait at least. */
    Duration notBefore() {
        return notBefore;
    }
}
