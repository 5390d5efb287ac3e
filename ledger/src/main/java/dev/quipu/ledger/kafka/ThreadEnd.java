package dev.quipu.ledger.kafka;

/** Waits for a thread that is about to end, also on a thread that was interrupted. */
final class ThreadEnd {

    private ThreadEnd() {}

    static void await(Thread thread) {
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
