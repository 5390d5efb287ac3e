package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.LockHolder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the waits that it hears of. */
final class Waits implements WaitListener {

    final List<String> what = new CopyOnWriteArrayList<>();
    final List<LockHolder> holders = new CopyOnWriteArrayList<>();
    final List<Duration> over = new CopyOnWriteArrayList<>();

    @Override
    public void waiting(String waited, List<LockHolder> inTheWay) {
        holders.addAll(inTheWay);
        what.add(waited);
    }

    @Override
    public void over(Duration waited) {
        over.add(waited);
    }
}
