package dev.quipu.ledger.cluster;

import dev.quipu.ledger.event.ChangeId;

/**
 * A request and its answer, with the times between which it took effect.
 *
 * @param called before the request was made, in nanoseconds of one clock for all clients
 * @param returned after the answer came, or {@link #OPEN} if its effect may come at any time after the call
 */
record Operation(int client, Request request, Answer answer, long called, long returned) {

    static final long OPEN = Long.MAX_VALUE;

    ChangeId change() {
        return request.change();
    }

    boolean isOpen() {
        return returned == OPEN;
    }

    @Override
    public String toString() {
        return "%d..%s client %d: %s -> %s".formatted(called, isOpen() ? "" : returned, client, request, answer);
    }
}
