package dev.quipu.consumers.lock;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Orders that a test gives. */
final class TestOrders implements Orders {

    private final AtomicInteger questions = new AtomicInteger();
    private volatile @Nullable String abort;
    private volatile boolean held;

    void abort(String reason) {
        abort = reason;
    }

    void hold(boolean hold) {
        held = hold;
    }

    /** Until somebody has asked twice whether to hold. */
    void awaitQuestion() {
        await().atMost(LockScene.PATIENCE).until(() -> questions.get() > 1);
    }

    @Override
    public @Nullable String abort() {
        return abort;
    }

    @Override
    public boolean isHeld() {
        questions.incrementAndGet();
        return held;
    }
}
