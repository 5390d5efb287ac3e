package dev.quipu.shell.node;

import dev.quipu.shell.config.QuipuHome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One attempt to have a node at work: start it, or wait for the one that somebody else is starting.
 *
 * <p>Clients take turns by a lock of their own; the node's lock then tells whether a process is already on its way.
 */
final class NodeStart {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final int LOG_LINES = 8;

    private final QuipuHome home;
    private final NodeLauncher launcher;
    private final Supplier<Optional<NodeState>> running;
    private final NodeLog log;
    private final long deadline = System.nanoTime() + READY_WITHIN.toNanos();

    NodeStart(QuipuHome home, NodeLauncher launcher, Supplier<Optional<NodeState>> running) {
        this.home = home;
        this.launcher = launcher;
        this.running = running;
        this.log = new NodeLog(home.logs());
    }

    NodeState run(Consumer<String> say) {
        while (true) {
            Optional<ProcessLock> turn = ProcessLock.tryTake(home.startLock());
            if (turn.isPresent()) {
                ProcessLock mine = turn.get();
                try {
                    return startOrJoin(say);
                } finally {
                    mine.close();
                }
            }
            Optional<NodeState> state = running.get();
            if (state.isPresent()) {
                return state.get();
            }
            pause();
        }
    }

    private NodeState startOrJoin(Consumer<String> say) {
        while (true) {
            Optional<NodeState> state = running.get();
            if (state.isPresent()) {
                return state.get();
            }
            if (isFree()) {
                return start(say);
            }
            pause();
        }
    }

    /** Starts nothing: waits while a process holds the node's lock without being ready. */
    Optional<NodeState> awaitStateOrEnd() {
        Optional<NodeState> state = running.get();
        while (state.isEmpty() && !isFree()) {
            pause();
            state = running.get();
        }
        return state;
    }

    private boolean isFree() {
        Optional<ProcessLock> probe = ProcessLock.tryTake(home.nodeLock());
        probe.ifPresent(ProcessLock::close);
        return probe.isPresent();
    }

    private NodeState start(Consumer<String> say) {
        new NodeStateFile(home.nodeState()).delete();
        Process process = launcher.launch(home, log);
        while (process.isAlive()) {
            Optional<NodeState> state = running.get();
            if (state.isPresent()) {
                say.accept("started the local node (broker on %s, data in %s)"
                        .formatted(state.get().bootstrapServers(), home.folder()));
                return state.get();
            }
            pause();
        }
        if (process.exitValue() == NodeMain.ANOTHER_NODE) {
            return startOrJoin(say);
        }
        throw new NodeException("The local node ended while it was starting (exit code %d).%s"
                .formatted(process.exitValue(), logHint()));
    }

    private void pause() {
        if (System.nanoTime() > deadline) {
            throw new NodeException(
                    "The local node isn't ready after %d s.%s".formatted(READY_WITHIN.toSeconds(), logHint()));
        }
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException("Interrupted while waiting for the local node; it may still start.", e);
        }
    }

    private String logHint() {
        List<String> lines = log.lastLines(LOG_LINES);
        return lines.isEmpty()
                ? " %s is empty.".formatted(log.file())
                : " The last lines of %s:%n  %s"
                        .formatted(log.file(), String.join(System.lineSeparator() + "  ", lines));
    }
}
