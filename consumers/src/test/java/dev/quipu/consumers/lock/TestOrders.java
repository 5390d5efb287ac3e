package dev.quipu.consumers.lock;

import org.jspecify.annotations.Nullable;

/** Orders that a test gives. */
final class TestOrders implements Orders {

    private volatile @Nullable String abort;
    private volatile boolean paused;
    private volatile boolean wanted;

    void abort(String reason) {
        abort = reason;
    }

    void pause() {
        paused = true;
    }

    void wantSession() {
        wanted = true;
    }

    @Override
    public @Nullable String abort() {
        return abort;
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public boolean isSessionWanted() {
        return wanted;
    }
}
