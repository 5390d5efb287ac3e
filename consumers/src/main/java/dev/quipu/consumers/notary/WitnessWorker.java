package dev.quipu.consumers.notary;

import dev.quipu.ledger.proof.Checkpoint;
import dev.quipu.ledger.proof.NoteSignature;
import dev.quipu.ledger.proof.SignedNote;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a witness sign the newest checkpoint, on a thread of its own, again and again until it does or there is a newer
 * one. What goes wrong is said once and holds nobody up. Thread-safe.
 */
final class WitnessWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final WitnessAddress witness;
    private final WitnessClient client;
    private final CheckpointFolder folder;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Work newest;
    private @Nullable String problem;

    /** @param number of the checkpoints that were offered */
    private record Work(long number, SignedNote note, Checkpoint checkpoint) {}

    private WitnessWorker(WitnessAddress witness, WitnessClient client, CheckpointFolder folder) {
        this.witness = witness;
        this.client = client;
        this.folder = folder;
        this.thread =
                Thread.ofVirtual().name("quipu-witness-" + witness.key().name()).unstarted(this::run);
    }

    static WitnessWorker start(WitnessAddress witness, WitnessClient client, CheckpointFolder folder) {
        WitnessWorker worker = new WitnessWorker(witness, client, folder);
        worker.thread.start();
        return worker;
    }

    /** From now on, this is the checkpoint to be signed. */
    void offer(SignedNote note, Checkpoint checkpoint) {
        lock.lock();
        try {
            newest = new Work(newest == null ? 1 : newest.number() + 1, note, checkpoint);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            Work work = next(0, null);
            Duration pause = FIRST_PAUSE;
            while (true) {
                boolean signed = attempt(work);
                Work next = next(work.number(), signed ? null : pause);
                pause = next.number() > work.number() ? FIRST_PAUSE : longer(pause);
                work = next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /**
     * The newest checkpoint as soon as it is a later one than {@code done}.
     *
     * @param atMost for how long to wait, or null for ever
     */
    private Work next(long done, @Nullable Duration atMost) throws InterruptedException {
        long nanos = atMost == null ? Long.MAX_VALUE : atMost.toNanos();
        lock.lockInterruptibly();
        try {
            Work work = newest;
            while (work == null || (work.number() <= done && nanos > 0)) {
                nanos = changed.awaitNanos(nanos);
                work = newest;
            }
            return work;
        } finally {
            lock.unlock();
        }
    }

    private boolean attempt(Work work) throws InterruptedException {
        try {
            NoteSignature cosignature = client.ask(work.note(), work.checkpoint());
            folder.publish(work.note(), work.checkpoint().size(), witness.key(), cosignature);
            if (problem != null) {
                LOG.info("the witness {} signs again", witness);
            }
            problem = null;
            return true;
        } catch (WitnessException e) {
            say(String.valueOf(e.getMessage()), e.isAlarm());
        } catch (IOException e) {
            say("the witness %s doesn't answer: %s".formatted(witness, e), false);
        } catch (RuntimeException e) { // of a hash file that is closed, or of what nobody thought of
            say("the witness %s can't be asked: %s".formatted(witness, e), false);
        }
        return false;
    }

    private void say(String text, boolean alarm) {
        if (text.equals(problem)) {
            return;
        }
        problem = text;
        if (alarm) {
            LOG.error("{}. Compare the checkpoints before you trust either: the log may have been rewritten", text);
        } else {
            LOG.warn("{}; trying again", text);
        }
    }

    /** Tells it to end, and doesn't wait: it may be in the middle of a call. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
